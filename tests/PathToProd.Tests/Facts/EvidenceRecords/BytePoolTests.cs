using System.Text;
using PathToProd.Facts.EvidenceRecords;

namespace PathToProd.Tests.Facts.EvidenceRecords;

public sealed class BytePoolTests
{
    [Test]
    public void Each_key_has_the_value_that_was_made_of_it_however_many_there_are_and_however_alike()
    {
        // Lengths around whole words; keys that differ in their first, a middle or their last byte alone.
        var keys = Enumerable
            .Range(0, 3000)
            .Select(number => $"{new string('a', number % 25)}{number}{new string('b', number % 17)}")
            .Concat(Enumerable.Range(0, 24).Select(length => new string('a', length)))
            .Distinct()
            .Select(Encoding.UTF8.GetBytes)
            .ToArray();
        var pool = new BytePool<string>();
        var values = new List<string>();
        foreach (var key in keys)
        {
            pool.Find(key, out var hash).ShouldBeNull();
            var value = Encoding.UTF8.GetString(key);
            pool.Add(key, hash, value).ShouldBeSameAs(value);
            values.Add(value);
        }

        keys.Select(key => pool.Find(key, out _)).ShouldBe(values);
    }

    [Test]
    public void A_key_that_is_changed_later_is_still_found_as_it_was()
    {
        var pool = new BytePool<string>();
        byte[] key = [1, 2, 3];
        pool.Find(key, out var hash);
        pool.Add(key, hash, "value");

        key[0] = 9;

        pool.Find(key, out _).ShouldBeNull();
        pool.Find([1, 2, 3], out _).ShouldBe("value");
    }

    [Test]
    public void Of_two_keys_with_the_same_hash_each_has_its_own_value()
    {
        var pool = new BytePool<string>();
        pool.Find("a"u8, out var hash);
        pool.Add("b"u8, hash, "other");
        pool.Add("a"u8, hash, "value");

        pool.Find("a"u8, out _).ShouldBe("value");
    }
}
