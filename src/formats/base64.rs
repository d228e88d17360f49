//! Bytes as text: base64 with `+`, `/` and padding (RFC 4648, §4). Written out, since what a crate for every alphabet
//! and speed brings is ten times as long.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// `bytes` as text.
pub fn write(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |index| u32::from(three.get(index).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place)) as usize % 64];
            text.push(if place > three.len() { '=' } else { letter.into() });
        }
    }
    text
}

/// The bytes that [`write()`] made `text` of; `None` for any other text.
pub fn read(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let letters = text.strip_suffix("==").or(text.strip_suffix('=')).unwrap_or(text);
    let mut bytes = Vec::with_capacity(letters.len() * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0);
    for letter in letters.bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        (bits, count) = (bits << 6 | u32::from(six), count + 6);
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    // What the last letter has beyond the last byte is nothing.
    (bits % (1 << count) == 0).then_some(bytes)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    use super::*;

    #[test]
    fn bytes_become_the_text_that_everyone_else_makes_of_them() {
        let bytes: Vec<u8> = (0..=255).rev().chain([0, 255]).collect();
        for length in 0..bytes.len() {
            let text = write(&bytes[..length]);
            assert_eq!(text, STANDARD.encode(&bytes[..length]));
            assert_eq!(read(&text).as_deref(), Some(&bytes[..length]));
        }
    }

    #[test]
    fn a_text_is_refused_where_everyone_else_refuses_it() {
        let letters = ["A", "B", "Q", "/", "+", "=", "-", " ", "é", "AA"];
        for first in letters {
            for second in letters {
                for third in letters {
                    for fourth in ["A", "=", "", "==", "g=", "ABCD=", "w=="] {
                        let text = [first, second, third, fourth].concat();
                        assert_eq!(read(&text), STANDARD.decode(&text).ok(), "{text}");
                    }
                }
            }
        }
    }
}
