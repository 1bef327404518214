using PathToProd.Text;

namespace PathToProd.Tests.Text;

public sealed class DigestTests
{
    [Test]
    public void A_digest_is_read_in_either_case_and_written_in_lower_case()
    {
        Digest.TryParse("sha256:" + new string('A', 64), out var digest).ShouldBeTrue();

        digest.ShouldBe(new Digest("sha256:" + new string('a', 64)));
        digest!.ToString().ShouldBe("sha256:" + new string('a', 64));
    }

    [Test]
    public void A_digest_of_512_bits_is_read()
    {
        Digest.TryParse("sha512:" + new string('0', 128), out var digest).ShouldBeTrue();

        digest!.Algorithm.ShouldBe(DigestAlgorithm.Sha512);
        digest.Hex.ShouldBe(new string('0', 128));
    }

    [TestCase("")]
    [TestCase("sha256:")]
    [TestCase("sha256:12")]
    [TestCase("zzzz")]
    public void What_is_not_a_digest_is_not_read(string text) => Digest.TryParse(text, out _).ShouldBeFalse();

    [Test]
    public void Letters_that_are_not_digits_are_not_read() =>
        Digest.TryParse("sha256:" + new string('g', 64), out _).ShouldBeFalse();

    [Test]
    public void The_digits_must_be_as_many_as_the_algorithm_has() =>
        Digest.TryParse("sha512:" + new string('0', 64), out _).ShouldBeFalse();

    [TestCase("sha256:ab12cd34ef567890", "sha256:ab12cd34")]
    [TestCase("sha256:ab12", "sha256:ab12")]
    [TestCase("", "")]
    [TestCase("3.6.2", "3.6.2")]
    public void A_digest_is_shortened_to_eight_digits(string digest, string text) =>
        new Digest(digest).ShortText.ShouldBe(text);

    [TestCase("sha256:1")]
    [TestCase("of an older version")]
    [TestCase("")]
    public void What_a_file_of_ours_says_is_kept_as_it_stands(string text)
    {
        new Digest(text).ToString().ShouldBe(text);
        new Digest(text).IsValid.ShouldBeFalse();
    }

    [Test]
    public void Equal_texts_are_equal_digests()
    {
        var digests = new HashSet<Digest> { new("sha256:a"), new("sha256:b") };

        digests.ShouldContain(new Digest("sha256:a"));
        digests.ShouldNotContain(new Digest("sha512:a"));
    }

    [Test]
    public void The_digest_of_bytes_is_their_SHA_256()
    {
        var digest = Digest.Of("abc"u8);

        digest.ToString().ShouldBe("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        digest.Algorithm.ShouldBe(DigestAlgorithm.Sha256);
        digest.IsValid.ShouldBeTrue();
    }

    [Test]
    public void A_hash_of_64_bytes_is_a_digest_of_512_bits() =>
        Digest.OfHash(new byte[64]).ToString().ShouldBe("sha512:" + new string('0', 128));
}
