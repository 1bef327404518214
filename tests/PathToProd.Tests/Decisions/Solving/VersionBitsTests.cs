using PathToProd.Decisions.Solving.Questions;

namespace PathToProd.Tests.Decisions.Solving;

/// <summary>Sets of bits, held against sets of numbers, over one word and over several.</summary>
public sealed class VersionBitsTests
{
    private static readonly int[] Sizes = [1, 2, 5, 63, 64, 65, 100, 128, 129, 200];

    [TestCaseSource(nameof(Sizes))]
    public void What_is_done_to_bits_is_what_is_done_to_sets(int size)
    {
        var random = new Random(size);
        var all = Enumerable.Range(0, size).ToHashSet();
        for (var round = 0; round < 50; round++)
        {
            var (one, other) = (Some(random, size), Some(random, size));
            var (left, right) = (Bits(size, one), Bits(size, other));

            Of(left).ShouldBe(one, ignoreOrder: true);
            Of(left.Complement()).ShouldBe(all.Except(one), ignoreOrder: true);
            Of(left.Intersect(right)).ShouldBe(one.Intersect(other), ignoreOrder: true);
            Of(left.Union(right)).ShouldBe(one.Union(other), ignoreOrder: true);
            Of(left.Versions()).ShouldBe(one.Where(bit => bit > 0), ignoreOrder: true);
            left.Each().ShouldBe(one.Where(bit => bit > 0).Order());
            left.Count.ShouldBe(one.Count);
            left.IsEmpty.ShouldBe(one.Count == 0);
            left.IsFull.ShouldBe(one.Count == size);
            left.HasAbsent.ShouldBe(one.Contains(0));
            left.Newest.ShouldBe(one.Where(bit => bit > 0).DefaultIfEmpty(0).Min());
            left.IsWithin(right).ShouldBe(one.IsSubsetOf(other));
            left.Union(right).IsWithin(right).ShouldBe(one.IsSubsetOf(other));
            left.Intersect(right).IsWithin(right).ShouldBeTrue();
            left.To(right)
                .ShouldBe(
                    !one.Overlaps(other) ? Relation.Contradicted
                    : one.IsSubsetOf(other) ? Relation.Satisfied
                    : Relation.Open
                );
            left.Equals(right).ShouldBe(one.SetEquals(other));
            left.Equals(Bits(size, one)).ShouldBeTrue();
            left.GetHashCode().ShouldBe(Bits(size, one).GetHashCode());
        }
    }

    [TestCaseSource(nameof(Sizes))]
    public void Sets_are_made_in_several_ways(int size)
    {
        Of(VersionBits.None(size)).ShouldBeEmpty();
        Of(VersionBits.All(size)).ShouldBe(Enumerable.Range(0, size));
        Of(VersionBits.Absent(size)).ShouldBe([0]);
        foreach (var bit in Enumerable.Range(1, size - 1))
        {
            Of(VersionBits.One(size, bit)).ShouldBe([bit]);
        }

        Of(VersionBits.Where(size, bit => bit % 3 == 0))
            .ShouldBe(Enumerable.Range(1, size - 1).Where(bit => bit % 3 == 0));
        VersionBits.All(size).Size.ShouldBe(size);
    }

    [Test]
    public void Sets_differ_in_their_last_word_too()
    {
        var (one, other) = (VersionBits.One(200, 199), VersionBits.One(200, 198));

        one.Equals(other).ShouldBeFalse();
        one.GetHashCode().ShouldNotBe(other.GetHashCode());
        one.Equals(null).ShouldBeFalse();
        one.Equals((object)VersionBits.One(200, 199)).ShouldBeTrue();
        one.To(other).ShouldBe(Relation.Contradicted);
        one.Newest.ShouldBe(199);
    }

    private static HashSet<int> Some(Random random, int size)
    {
        var often = random.Next(5);
        return [.. Enumerable.Range(0, size).Where(_ => random.Next(4) < often)];
    }

    private static VersionBits Bits(int size, HashSet<int> bits)
    {
        var versions = VersionBits.Where(size, bits.Contains);
        return bits.Contains(0) ? versions.Union(VersionBits.Absent(size)) : versions;
    }

    private static IEnumerable<int> Of(VersionBits bits) => Enumerable.Range(0, bits.Size).Where(bits.Contains);
}
