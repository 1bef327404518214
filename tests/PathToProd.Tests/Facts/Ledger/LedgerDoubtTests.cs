using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Tests.Facts.Ledger;

/// <summary>What a ledger says about a component when a line that may be about it cannot be read: never more than is known.</summary>
public sealed class LedgerDoubtTests
{
    private static LedgerBuilder Two =>
        new LedgerBuilder().Deploy("a", "1.0.0").Succeeds().Deploy("b", "1.0.0").Succeeds();

    [Test]
    public void A_torn_start_leaves_its_component_unknown_and_no_other()
    {
        var state = Two.Deploy("a", "2.0.0").TornAfter("\"component\":\"a\"");

        Said(state, "a").ShouldBe("unknown");
        Said(state, "b").ShouldBe("1.0.0");
        Said(state, "c").ShouldBe("nothing");
    }

    [Test]
    public void A_torn_start_that_does_not_name_its_component_leaves_every_one_unknown()
    {
        var state = Two.Deploy("a", "2.0.0").TornAfter("\"component\":\"");

        Said(state, "a").ShouldBe("unknown");
        Said(state, "b").ShouldBe("unknown");
        Said(state, "c").ShouldBe("unknown");
    }

    [Test]
    public void A_name_that_is_torn_itself_is_not_a_name()
    {
        var state = Two.Deploy("ab", "2.0.0").TornAfter("\"component\":\"a");

        Said(state, "a").ShouldBe("unknown");
        Said(state, "b").ShouldBe("unknown");
    }

    [Test]
    public void A_later_attempt_settles_it_for_its_component()
    {
        var ledger = Two.Deploy("a", "2.0.0");
        var text = Torn(ledger.Text, line: 4, after: "\"component\":\"");
        ledger.Deploy("b", "3.0.0").Succeeds();

        var state = ledger.Reading(text + "\n" + LastLines(ledger, 2));

        Said(state, "a").ShouldBe("unknown");
        Said(state, "b").ShouldBe("3.0.0");
    }

    [Test]
    public void A_later_attempt_that_failed_says_so_itself()
    {
        var ledger = Two.Deploy("a", "2.0.0");
        var text = Torn(ledger.Text, line: 4, after: "\"component\":\"a\"");
        ledger.Deploy("a", "3.0.0").Fails();

        ledger
            .Reading(text + "\n" + LastLines(ledger, 2))["a"]
            .Presence.ShouldBeOfType<Presence.Unknown>()
            .Because.Started.Version.ToString()
            .ShouldBe("3.0.0");
    }

    [Test]
    public void A_torn_end_leaves_its_attempt_interrupted_and_the_others_as_they_were()
    {
        var state = Two.Deploy("a", "2.0.0").Succeeds().TornAfter("\"outcome\":\"succ");

        state["a"].Presence.ShouldBeOfType<Presence.Unknown>().Because.Outcome.ShouldBe(AttemptOutcome.Interrupted);
        Said(state, "b").ShouldBe("1.0.0");
    }

    [Test]
    public void An_end_whose_start_is_nowhere_leaves_every_component_unknown()
    {
        var ledger = new LedgerBuilder().Deploy("a", "1.0.0").Succeeds().Deploy("b", "1.0.0").Succeeds();
        var lines = ledger.Text.Split('\n');

        var state = ledger.Reading(string.Join('\n', lines[0], lines[1], lines[3], ""));

        Said(state, "a").ShouldBe("unknown");
        Said(state, "b").ShouldBe("unknown");
    }

    [Test]
    public void An_end_whose_start_is_the_torn_line_adds_no_doubt()
    {
        var ledger = Two.Deploy("a", "2.0.0").Succeeds();
        var lines = ledger.Text.Split('\n');
        lines[4] = lines[4][..(lines[4].IndexOf("\"component\":\"a\"", StringComparison.Ordinal) + 15)];

        var state = ledger.Reading(string.Join('\n', lines));

        Said(state, "a").ShouldBe("unknown");
        Said(state, "b").ShouldBe("1.0.0");
    }

    [Test]
    public void A_changed_start_is_about_the_component_that_it_names_when_another_line_names_it_too()
    {
        var ledger = Two.Deploy("a", "2.0.0").Deploy("b", "2.0.0").Succeeds();

        var state = ledger.Reading(
            ledger.Text.Replace("\"attempt\":\"a3\"", "\"attempt\":\"a9\"", StringComparison.Ordinal)
        );

        Said(state, "a").ShouldBe("unknown");
        Said(state, "b").ShouldBe("2.0.0");
    }

    [Test]
    public void A_changed_start_that_names_a_component_of_no_other_line_may_be_about_any()
    {
        var ledger = Two.Deploy("a", "2.0.0");
        var lines = ledger.Text.Split('\n');
        lines[4] = lines[4].Replace("\"component\":\"a\"", "\"component\":\"x\"", StringComparison.Ordinal);

        var state = ledger.Reading(string.Join('\n', lines));

        Said(state, "a").ShouldBe("unknown");
        Said(state, "b").ShouldBe("unknown");
    }

    [Test]
    public void Two_starts_in_one_line_may_be_about_any_component()
    {
        var ledger = Two.Deploy("a", "2.0.0").Deploy("b", "2.0.0");
        var lines = ledger.Text.Split('\n');
        lines[4] = lines[4][..(lines[4].IndexOf("\"component\":\"a\"", StringComparison.Ordinal) + 15)];

        var state = ledger.Reading(string.Join('\n', lines[..4]) + "\n" + lines[4] + lines[5] + "\n");

        Said(state, "a").ShouldBe("unknown");
        Said(state, "b").ShouldBe("unknown");
    }

    [Test]
    public void A_line_that_a_merge_brought_twice_leaves_nothing_in_doubt()
    {
        var lines = Two.Text.Split('\n')[..4];

        var state = Two.Reading(string.Join('\n', [.. lines, lines[0], lines[1], ""]));

        Said(state, "a").ShouldBe("1.0.0");
        Said(state, "b").ShouldBe("1.0.0");
    }

    [Test]
    public void A_second_end_that_contradicts_the_first_leaves_its_component_unknown()
    {
        var ledger = Two;
        var success = (LedgerEntry.Ended)ledger.Entries[1];
        var failure = LedgerText.Write(success with { Outcome = Outcome.Failed, Error = "boom" });

        var state = ledger.Reading(ledger.Text + failure + "\n");

        Said(state, "a").ShouldBe("unknown");
        Said(state, "b").ShouldBe("1.0.0");
    }

    [Test]
    public void A_mark_that_a_merge_left_behind_leaves_nothing_in_doubt()
    {
        var state = Two.Reading("<<<<<<< HEAD\n" + Two.Text + "||||||| base\n=======\n>>>>>>> other\n");

        Said(state, "a").ShouldBe("1.0.0");
        Said(state, "b").ShouldBe("1.0.0");
    }

    [Test]
    public void A_torn_start_in_another_environment_leaves_nothing_in_doubt()
    {
        var ledger = new LedgerBuilder("sandbox").Deploy("a", "1.0.0").Succeeds().Deploy("a", "2.0.0");
        var torn = ledger.Text[
            ..(ledger.Text.LastIndexOf("\"environment\":\"sandbox\"", StringComparison.Ordinal) + 23)
        ];

        LedgerState.From("prod", LedgerText.Read(torn))["a"].Presence.ShouldBeOfType<Presence.Nothing>();
        LedgerState.From("sandbox", LedgerText.Read(torn))["a"].Presence.ShouldBeOfType<Presence.InDoubt>();
    }

    [Test]
    public void What_is_unknown_is_never_unchanged_and_says_why()
    {
        var state = Two.Deploy("a", "1.0.0").TornAfter("\"component\":\"a\"");
        var last = state["a"].LastDeployment!;

        var facts = new DeploymentFacts
        {
            State = state["a"],
            Artifact = last.Digest,
            Values = last.Values,
            StillThere = StillThere.Yes,
        };

        DeploymentDecision
            .Of(facts, new RunOptions(), LedgerBuilder.FirstLine)
            .ShouldBe(
                new StageDecision.Run(
                    "the state of a in prod is unknown, as line 5 of environments/prod/ledger.jsonl cannot be read and may be an attempt on a",
                    []
                )
            );
    }

    [Test]
    public void What_is_unknown_is_not_a_version_set()
    {
        Should
            .Throw<PlatformException>(() => RunningSet.Of(Two.Deploy("a", "1.0.0").TornAfter("\"component\":\"a\"")))
            .Message.ShouldBe(
                "What runs in prod is not known: the state of a in prod is unknown, as line 5 of environments/prod/ledger.jsonl "
                    + "cannot be read and may be an attempt on a. Deploy that again, or destroy it, or name a version set."
            );
        Should
            .Throw<PlatformException>(() => RunningSet.Of(new LedgerBuilder().Deploy("a", "1.0.0").TornAfter("\"at\"")))
            .Message.ShouldBe(
                "What runs in prod is not known: line 1 of environments/prod/ledger.jsonl cannot be read and may be an attempt on any component. "
                    + "Restore that line from the file's history, or name a version set."
            );
    }

    /// <summary>
    /// A ledger cut at every byte says about every component what its whole lines say and nothing after them could have changed,
    /// or that it is unknown. What the last line would have started is never the version before.
    /// </summary>
    [Test]
    public void A_ledger_that_is_cut_at_any_byte_says_what_is_so_or_that_it_is_unknown()
    {
        var ledger = new LedgerBuilder()
            .Deploy("a", "1.0.0")
            .Succeeds()
            .Deploy("b", "1.0.0")
            .Succeeds()
            .Deploy("a", "2.0.0")
            .Succeeds()
            .Destroy("b", "1.0.0")
            .Succeeds()
            .Deploy("b", "3.0.0")
            .Fails();
        var text = ledger.Text;
        for (var length = 0; length <= text.Length; length++)
        {
            var cut = text[..length];
            var whole = cut.Split('\n').Length - 1;
            // A line without its line break alone is whole.
            whole += length < text.Length && text[length] == '\n' ? 1 : 0;
            var isTorn = cut.Length > 0 && cut[^1] != '\n' && text[length] != '\n';
            var known = LedgerState.From("prod", ledger.Entries.Take(whole));
            var touched = isTorn ? Component(ledger, whole) : null;
            var state = ledger.Reading(cut);
            foreach (var component in new[] { "a", "b", "c" })
            {
                var said = Said(state, component);
                if (component == touched)
                {
                    said.ShouldBe("unknown", $"{component}, cut at {length}");
                }
                else if (said != "unknown")
                {
                    said.ShouldBe(Said(known, component), $"{component}, cut at {length}");
                }
            }

            if (!isTorn)
            {
                state.DoubtOfAll.ShouldBeNull($"cut at {length}");
            }
        }
    }

    private static string Component(LedgerBuilder ledger, int entry) =>
        ledger
            .Entries.OfType<LedgerEntry.Started>()
            .First(one => one.Attempt == ledger.Entries[entry].Attempt)
            .Component;

    private static string Torn(string text, int line, string after)
    {
        var lines = text.Split('\n');
        lines[line] = lines[line][..(lines[line].IndexOf(after, StringComparison.Ordinal) + after.Length)];
        return string.Join('\n', lines[..(line + 1)]);
    }

    private static string LastLines(LedgerBuilder ledger, int count) =>
        string.Concat(ledger.Entries.TakeLast(count).Select(entry => LedgerText.Write(entry) + "\n"));

    private static string Said(LedgerState state, string component) =>
        state[component].Presence switch
        {
            Presence.Deployed { Deployment: var deployment } => deployment.Version.ToString(),
            Presence.Destroyed or Presence.Nothing => "nothing",
            Presence.Unknown or Presence.InDoubt => "unknown",
            var other => throw new InvalidOperationException($"{other}"),
        };
}
