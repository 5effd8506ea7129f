"""The project's random streams (src/Tegula.Compute/RandomStream.cs describes them), as far as the goldens need them."""

WORD, LONG = (1 << 32) - 1, (1 << 64) - 1


def block(counter, key):
    """Philox4x32-10: four 32-bit words from four words of counter and two of key."""
    x, (k0, k1) = list(counter), key
    for _ in range(10):
        first, second = 0xD2511F53 * x[0], 0xCD9E8D57 * x[2]
        x = [(second >> 32) ^ x[1] ^ k0, second & WORD, (first >> 32) ^ x[3] ^ k1, first & WORD]
        k0, k1 = (k0 + 0x9E3779B9) & WORD, (k1 + 0xBB67AE85) & WORD
    return x


class Stream:
    """The stream of (seed, purpose, indices)."""

    def __init__(self, seed, purpose, *indices):
        text = purpose.encode("utf-8")
        words = [int.from_bytes(text[i : i + 8], "little") for i in range(0, len(text), 8)]
        self.state = [0, 0, 0, 0]
        for word in [seed, len(text), *words, len(indices), *indices]:
            mixed = block(self.state, (word & WORD, (word & LONG) >> 32))
            self.state = [a ^ b for a, b in zip(mixed, self.state)]
        self.position = 0

    def next_word(self):
        index, place = divmod(self.position, 4)
        self.position += 1
        return block([index & WORD, index >> 32, *self.state[2:]], self.state[:2])[place]

    def next_below(self, limit):
        product = self.next_word() * limit
        while (product & WORD) < (1 << 32) % limit:
            product = self.next_word() * limit
        return product >> 32

    def shuffle(self, items):
        for last in range(len(items) - 1, 0, -1):
            chosen = self.next_below(last + 1)
            items[last], items[chosen] = items[chosen], items[last]
