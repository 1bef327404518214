using FsCheck;
using FsCheck.Fluent;
using PathToProd.Facts.Results;
using PathToProd.Text;

namespace PathToProd.Tests.Facts.Results;

public sealed class PassedStagesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void What_was_written_is_read()
    {
        var stage = Stage("ingress", "Test", "sha256:aa", 1);

        var read = PassedStages.Read(PassedStages.Write(stage) + "\n");

        read.Find("ingress", "Test", new Digest("sha256:aa")).ShouldBe(stage);
        read.Last("ingress", "Test").ShouldBe(stage);
        read.Find("ingress", "Build", new Digest("sha256:aa")).ShouldBeNull();
        read.Find("ingress", "Test", new Digest("sha256:bb")).ShouldBeNull();
    }

    [Test]
    public void An_older_result_still_counts_for_its_own_inputs()
    {
        var (first, second) = (Stage("ingress", "Test", "sha256:aa", 1), Stage("ingress", "Test", "sha256:bb", 2));

        var read = Read(first, second);

        read.Find("ingress", "Test", new Digest("sha256:aa")).ShouldBe(first);
        read.Last("ingress", "Test").ShouldBe(second);
    }

    [Test]
    public void What_was_taken_back_is_not_known_until_it_passes_again()
    {
        var first = Stage("ingress", "Test", "sha256:aa", 1);
        var text =
            PassedStages.Write(first)
            + "\n"
            + PassedStages.WriteForgotten("ingress", "Test", new Digest("sha256:aa"))
            + "\n";
        var again = Stage("ingress", "Test", "sha256:aa", 2);

        PassedStages.Read(text).Find("ingress", "Test", new Digest("sha256:aa")).ShouldBeNull();
        PassedStages.Read(text).Last("ingress", "Test").ShouldBeNull();
        PassedStages
            .Read(text + PassedStages.Write(again) + "\n")
            .Find("ingress", "Test", new Digest("sha256:aa"))
            .ShouldBe(again);
    }

    [Test]
    public void A_line_that_was_cut_off_anywhere_says_nothing()
    {
        var whole = Stage("base-k8s", "Build", "sha256:cc", 1);
        var line = PassedStages.Write(Stage("ingress", "Test", "sha256:aa", 2));
        for (var length = 0; length < line.Length; length++)
        {
            var read = PassedStages.Read(PassedStages.Write(whole) + "\n" + line[..length]);

            read.Last("ingress", "Test").ShouldBeNull($"after {length} characters");
            read.Last("base-k8s", "Build").ShouldBe(whole);
        }
    }

    [Test]
    public void Rewritten_it_says_the_same()
    {
        var actions =
            from component in Gen.Elements("a", "b", "c")
            from key in Gen.Elements("sha256:1", "sha256:2", "sha256:3")
            from forget in Gen.Elements(false, false, true)
            select (component, key, forget);

        Prop.ForAll(
                actions.ListOf().ToArbitrary(),
                list =>
                {
                    var text = string.Concat(
                        list.Select(
                            (one, index) =>
                                one.forget
                                    ? PassedStages.WriteForgotten(one.component, "Test", new Digest(one.key)) + "\n"
                                    : PassedStages.Write(Stage(one.component, "Test", one.key, index)) + "\n"
                        )
                    );
                    var before = PassedStages.Read(text);
                    var after = PassedStages.Read(before.Write());
                    foreach (var component in new[] { "a", "b", "c" })
                    {
                        foreach (var key in new[] { "sha256:1", "sha256:2", "sha256:3" })
                        {
                            after
                                .Find(component, "Test", new Digest(key))
                                .ShouldBe(before.Find(component, "Test", new Digest(key)));
                        }
                    }
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Test]
    public void Of_one_stage_the_newest_ten_are_kept()
    {
        var all = Enumerable.Range(0, 12).Select(index => Stage("ingress", "Test", $"sha256:{index}", index)).ToArray();

        var kept = PassedStages.Read(Read(all).Write());

        kept.Find("ingress", "Test", new Digest("sha256:1")).ShouldBeNull();
        kept.Find("ingress", "Test", new Digest("sha256:2")).ShouldBe(all[2]);
        kept.Last("ingress", "Test").ShouldBe(all[11]);
    }

    private static PassedStages Read(params PassedStage[] stages) =>
        PassedStages.Read(string.Concat(stages.Select(stage => PassedStages.Write(stage) + "\n")));

    private static PassedStage Stage(string component, string stage, string key, int minute) =>
        new(
            component,
            stage,
            new Digest(key),
            new Digest("sha256:artifact"),
            "20261101-120000-0001",
            Start.AddMinutes(minute),
            "aa:1 bb:2"
        );
}
