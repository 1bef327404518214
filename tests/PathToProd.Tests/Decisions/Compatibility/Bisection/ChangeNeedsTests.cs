using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility.Bisection;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Compatibility.Bisection;

/// <summary>What differs between two sets, and which of it needs which.</summary>
public sealed class ChangeNeedsTests
{
    [Test]
    public void Every_kind_of_change_is_one_and_has_its_words()
    {
        var from = Set("a 1.0.0 1", "b 1.0.0 1", "c 1.0.0 1", "d 1.0.0 1");
        var to = Set("a 1.1.0 2", "b 1.0.0 2", "d 1.0.0 1", "e 2.0.0 1");

        var changes = SetDifference.Of(from, to).Changes;

        changes
            .Select(change => change.ToString())
            .ShouldBe(["a 1.0.0 -> 1.1.0", "b 1.0.0 (another build)", "c 1.0.0 (removed)", "e 2.0.0 (new)"]);
        changes.Select(change => change.After).ShouldBe(["a 1.1.0", "b 1.0.0", "no c", "e 2.0.0"]);
        SetChange.Apply(from, changes).Values.ShouldBe(to.Members.Values);
        SetChange.Apply(from, []).ShouldBe(from.Members);
    }

    [TestCase("a 2.0.0 requires b ^2.0.0", "a needs b")]
    [TestCase("a 1.0.0 requires b ^1.0.0", "b needs a")]
    [TestCase("a 2.0.0 optional b ^2.0.0", "a needs b")]
    [TestCase("a 1.0.0 conflicts b ^2.0.0", "b needs a")]
    [TestCase("a 2.0.0 conflicts b ^1.0.0", "a needs b")]
    [TestCase("a 2.0.0 requires c ^1.0.0", "a needs c")]
    [TestCase("a 2.0.0 optional c ^2.0.0", "")]
    [TestCase("a 1.0.0 requires d ^1.0.0", "d needs a")]
    [TestCase("a 2.0.0 requires d ^1.0.0", "", Description = "then the bad set itself is wrong, and no trial fixes it")]
    [TestCase("a 2.0.0 requires e ^1.0.0", "", Description = "what is in neither set is no change")]
    public void A_change_needs_another_where_the_mix_breaks_what_a_version_asks(string rule, string expected)
    {
        var changes = SetDifference
            .Of(Set("a 1.0.0 1", "b 1.0.0 1", "d 1.0.0 1"), Set("a 2.0.0 1", "b 2.0.0 1", "c 1.0.0 1"))
            .Changes;
        var words = rule.Split(' ');
        var asked = ImmutableSortedDictionary<string, Requirement>.Empty.Add(
            words[3],
            new Requirement(words[3], VersionRange.Parse(words[4]))
        );

        var needs = ChangeNeeds.Of(
            changes,
            member =>
                $"{member.Component} {member.Version}" != $"{words[0]} {words[1]}" ? ComponentRelations.None
                : words[2] == "requires" ? new ComponentRelations { Requires = asked }
                : words[2] == "optional" ? new ComponentRelations { Optional = asked }
                : new ComponentRelations { Conflicts = asked }
        );

        var found =
            from one in Enumerable.Range(0, changes.Length)
            from other in needs.With([one]).Remove(one)
            select $"{changes[one].Component} needs {changes[other].Component}";
        string.Join(", ", found).ShouldBe(expected);
    }

    [Test]
    public void What_needs_something_that_is_left_out_is_left_out_too() =>
        ChangeNeeds
            .Of([
                [1],
                [2],
                [],
                [],
            ])
            .Within([0, 1, 3])
            .ShouldBe([3]);

    private static VersionSet Set(params string[] members) =>
        new()
        {
            Name = "set",
            Members = members
                .Select(member => member.Split(' '))
                .ToImmutableSortedDictionary(
                    words => words[0],
                    words => new SetMember(words[0], SemVersion.Parse(words[1]), new Digest($"sha256:{words[2]}")),
                    StringComparer.Ordinal
                ),
        };
}
