//! English.

use super::{Explanation, Term, explain};

pub fn explanation(term: Term) -> Explanation {
    match term {
        Term::Network => explain(
            "Network",
            "A chain of simple calculations that turns a picture into an answer.",
            "People choose the layers; the numbers inside, the weights, are learned.",
        ),
        Term::Architecture => explain(
            "Architecture",
            "The plan of the network: which layers, how many maps, how large the kernels.",
            "Learning never changes it, only the weights.",
        ),
        Term::Input => explain(
            "Input",
            "Your drawing as the network gets it: 28×28 numbers, one for each pixel.",
            "It sees nothing else: no strokes, no order, only how bright each pixel is.",
        ),
        Term::Centre => explain(
            "Centring",
            "Moves and resizes your digit so that it sits in the middle.",
            "The network learned from centred digits, so this helps it read yours.",
        ),
        Term::Erode => explain(
            "Erosion",
            "Thins the lines: each pixel becomes the darkest of the 3×3 around it.",
            "Lines that are too thin vanish completely. Try it.",
        ),
        Term::PixelScale => explain(
            "0–255 or 0–1",
            "Pixels are stored as 0 (black) to 255 (white); dividing by 255 gives 0 to 1.",
            "With large inputs a sigmoid sticks at 1. Small inputs keep it lively.",
        ),
        Term::Kernel => explain(
            "Kernel (weights)",
            "A small table of numbers that slides over the picture and looks for one shape.",
            "The numbers are its weights: change one, and it looks for another shape.",
        ),
        Term::Convolution => explain(
            "Convolution (Conv)",
            "At each spot: multiply the kernel with the pixels under it, and add it all up.",
            "The more the spot looks like the kernel, the larger the number.",
        ),
        Term::FeatureMap => explain(
            "Feature map",
            "A picture of where a kernel found its shape: bright where it fits well.",
            "Each kernel makes a map of its own.",
        ),
        Term::Activation => explain(
            "Activation function",
            "A curve that every number of a map passes through after the convolution.",
            "Without it, many layers could do no more than a single one.",
        ),
        Term::Sigmoid => explain(
            "Sigmoid",
            "An S-shaped curve that squeezes any number into 0 to 1.",
            "Very large numbers all end near 1: out there it is flat.",
        ),
        Term::Relu => explain(
            "ReLU",
            "Numbers below 0 become 0; all others stay as they are.",
            "It keeps “found it” and drops “found the opposite”.",
        ),
        Term::Tanh => explain(
            "tanh",
            "An S-shaped curve like the sigmoid, but from −1 to 1.",
            "What was 0 stays 0, and signs stay as they are.",
        ),
        Term::Pooling => explain(
            "Pooling",
            "Makes a map half as wide and high: one number is kept from each 2×2.",
            "Max pooling keeps the largest, so a small shift of the drawing matters less.",
        ),
        Term::Vector => explain(
            "Vector (flatten)",
            "All numbers of the last maps, written one after another in one list.",
            "From here on there is no picture any more, only a list.",
        ),
        Term::Linear => explain(
            "Linear layer",
            "Multiplies each number of the list by a weight, and adds everything up.",
            "One set of weights for each answer: how much does the list speak for it?",
        ),
        Term::Bias => explain(
            "Bias",
            "A number that is added to every sum, whatever the picture shows.",
            "It decides how easily this map, or this answer, lights up.",
        ),
        Term::Answer => explain(
            "The answer and its number",
            "The number says how sure the network is, from 0 (no) to 1 (yes). 0.99 is very sure.",
            "Sure is not right: it can be wrong and sure. Draw a letter and see.",
        ),
        Term::Softmax => explain(
            "Softmax",
            "Turns ten sums into ten shares that add up to 1.",
            "If one share grows, the others must shrink: the digits compete.",
        ),
        Term::Truth => explain(
            "Truth",
            "What the drawing really is. Only you can know that: choose it here.",
            "Without it nobody can say whether the answer is good or bad.",
        ),
        Term::Loss => explain(
            "Loss",
            "How far the answer is from the truth: 0 is perfect, more is worse.",
            "Learning means just this: change the weights so that it gets smaller.",
        ),
        Term::SquaredError => explain(
            "Squared error",
            "Answer minus truth, times itself; with ten outputs, all ten added up.",
            "Twice as far off counts four times.",
        ),
        Term::CrossEntropy => explain(
            "Cross-entropy",
            "Minus the logarithm of the share that the right digit got.",
            "It is 0 for a share of 1, and grows without end towards a share of 0.",
        ),
        Term::Gradient => explain(
            "Gradient",
            "For each number: would the loss rise or fall if this number were a bit larger?",
            "It is the slope at this place. Learning walks downhill.",
        ),
        Term::Step => explain(
            "One step of learning",
            "Moves weights a little downhill, so that this drawing's loss gets smaller.",
            "Thousands of such steps on many drawings are what is called learning.",
        ),
        Term::LearningRate => explain(
            "Learning rate",
            "How large each step of learning is.",
            "Too small: it takes forever. Too large: it jumps across the valley.",
        ),
        Term::Schedule => explain(
            "Schedule",
            "Whether the learning rate stays as it is, or gets smaller during the run.",
            "Large steps first to get near, small steps later to get it right.",
        ),
        Term::Learning => explain(
            "Learning",
            "The network looks at many digits and corrects its weights a little each time.",
            "Nobody tells it what a 5 looks like: it finds out from the examples.",
        ),
        Term::Rule => explain(
            "Rule: SGD, momentum, Adam",
            "How a step is made from the gradient. SGD goes straight downhill.",
            "Momentum keeps rolling like a ball; Adam gives each weight a pace of its own.",
        ),
        Term::Decay => explain(
            "Weight decay",
            "Makes every weight a tiny bit smaller at each step.",
            "It keeps the network from learning the examples by heart.",
        ),
        Term::Batch => explain(
            "Batch",
            "So many digits are looked at before the weights take one step.",
            "Their gradients are averaged: more digits, a calmer but slower way.",
        ),
        Term::Epoch => explain(
            "Epoch",
            "One pass through all the examples that there are to learn from.",
            "Usually the network needs to see them several times.",
        ),
        Term::Seen => explain(
            "Images seen",
            "How many digits the network has learned from so far.",
            "The same digit counts each time that it is looked at.",
        ),
        Term::Accuracy => explain(
            "Accuracy",
            "The share of test digits that the network reads correctly.",
            "It never learned from the test digits: so it cannot know them by heart.",
        ),
        Term::Speed => explain(
            "Images per second",
            "How many digits the network learns from in one second on this machine.",
            "A larger network takes more calculations for each of them.",
        ),
        Term::DataSet => explain(
            "Data set",
            "The digits to learn from, each with its truth. Generated: drawn by this page.",
            "MNIST: 70,000 digits that people wrote by hand, used all over the world.",
        ),
        Term::Own => explain(
            "Your own drawings",
            "Digits that you drew and labelled yourself.",
            "Choose them as the data set, and the network learns your handwriting.",
        ),
        Term::Wrong => explain(
            "Wrongly read",
            "Test digits for which the network gave another answer than the truth.",
            "Look closely: which of them would you get wrong, too?",
        ),
        Term::Confusion => explain(
            "Confusion matrix",
            "A table of which digit was taken for which: rows are true, columns are read.",
            "Right answers stand on the diagonal; the rest shows what it mixes up.",
        ),
        Term::Seed => explain(
            "Seed",
            "The number from which random numbers start.",
            "The same seed gives the same “random” numbers again.",
        ),
        Term::Random => explain(
            "Random weights",
            "Throws the dice for every weight, from the range that is chosen beside it.",
            "Every network starts like this: it knows nothing yet.",
        ),
        Term::Rotate => explain(
            "Rotate",
            "Turns the kernel by a quarter.",
            "One that looks for upright lines then looks for level ones.",
        ),
        Term::Mirror => explain(
            "Mirror",
            "Swaps left and right, or top and bottom, of the kernel.",
            "It then looks for the mirrored shape.",
        ),
        Term::Negate => explain(
            "Change the sign",
            "Plus becomes minus and minus becomes plus in every cell.",
            "What was bright in the map gets dark: it looks for the opposite.",
        ),
        Term::Normalise => explain(
            "Normalise (μσ)",
            "Subtract the mean (μ), then divide by the spread (σ).",
            "Then plus and minus balance, and a bright picture gets no bonus.",
        ),
        Term::Zero => explain(
            "Set to zero",
            "Makes every cell 0.",
            "A kernel of zeros sees nothing: its map is flat.",
        ),
        Term::Scope => explain(
            "What the tools change",
            "Whether the buttons here act on this kernel alone, or on more at once.",
            "All kernels of a map, or of the whole stage.",
        ),
        Term::ReceptiveField => explain(
            "X-ray: the receptive field",
            "The part of the drawing that one number of a map can see.",
            "Layer by layer it grows: later numbers know more of the picture.",
        ),
        Term::Colours => explain(
            "Colours of the numbers",
            "Every cell is a number; the bar shows which colour stands for which size.",
            "Where signs matter: one colour for plus, another for minus, none for 0.",
        ),
        Term::Range => explain(
            "Range",
            "Which number gets the darkest colour, and which one the brightest.",
            "Each map with a range of its own shows most; a common one can be compared.",
        ),
        Term::Rgb => explain(
            "Three maps as one colour picture",
            "One map is the red of the picture, another the green, a third the blue.",
            "Where it looks white, all three found something.",
        ),
        Term::Difference => explain(
            "Difference",
            "Shows in every map what the last change of weights has changed.",
            "No colour: as before. Two colours: more than before, or less.",
        ),
        Term::Flow => explain(
            "Flow",
            "Bands from map to map: the thicker, the more it adds to the next one.",
            "So one can follow where the answer comes from.",
        ),
        Term::SwitchOff => explain(
            "Switch off",
            "Click a map or a kernel, and the network has to do without it.",
            "Does the answer fall? Then that part was important.",
        ),
        Term::Occlusion => explain(
            "What the answer depends on",
            "A patch covers one part of the picture after another.",
            "Where the answer falls most, the network looks most closely.",
        ),
        Term::Dream => explain(
            "The image it would like better",
            "Now the weights stay and the pixels change, until the answer is surer.",
            "So you see what the network thinks this digit looks like.",
        ),
        Term::Snapshot => explain(
            "A / B: snapshots",
            "Keep the network as it is (B), change something, and compare it with now (A).",
            "Hold the B key to see everything as it was.",
        ),
    }
}
