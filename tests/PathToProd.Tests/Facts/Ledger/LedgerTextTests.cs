using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PathToProd.Facts.Ledger;
using Outcome = PathToProd.Facts.Ledger.Outcome;

namespace PathToProd.Tests.Facts.Ledger;

public sealed class LedgerTextTests
{
    private static readonly LedgerBuilder Ledger = new LedgerBuilder()
        .Deploy("base-k8s", "1.30.1")
        .SucceedsWithSecret("adminToken", ("clusterName", "prod-1"), ("endpoint", "https://k8s.example"))
        .Deploy("ingress", "1.4.0")
        .Fails("helm upgrade exited with 1: \"timed out\"\nwaiting for the condition")
        .Destroy("ingress", "1.4.0");

    private static string Text => Ledger.Text;

    [Test]
    public void A_ledger_is_one_line_of_JSON_per_entry() => Snapshot.Match(Text);

    [Test]
    public void What_is_written_is_read_again()
    {
        var reading = LedgerText.Read(Text);

        reading.Problems.ShouldBeEmpty();
        reading.Entries.Select(LedgerText.Write).ShouldBe(Ledger.Entries.Select(LedgerText.Write));
    }

    [Test]
    public void The_version_set_that_a_run_named_is_recorded_and_older_lines_have_none()
    {
        var ledger = new LedgerBuilder().Deploy("net", "1.0.0", set: "2026.11.1").Succeeds();

        ledger.Text.ShouldContain("\"set\":\"2026.11.1\"");
        ledger.Reading(ledger.Text)["net"].LastDeployment!.Set.ShouldBe("2026.11.1");
        Text.ShouldNotContain("\"set\"");
    }

    [Test]
    public void Outputs_that_are_null_are_recorded_by_name()
    {
        var ledger = new LedgerBuilder().Deploy("net", "1.0.0").SucceedsWithNull("zone");
        var text = string.Concat(ledger.Entries.Select(entry => LedgerText.Write(entry) + "\n"));

        text.ShouldContain("\"nullOutputs\":[\"zone\"]");
        LedgerText.Read(text).Entries.OfType<LedgerEntry.Ended>().Single().NullOutputs.ShouldBe(["zone"]);
    }

    [Test]
    public void Any_text_in_a_field_survives() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonNull<string>>(),
                ArbMap.Default.ArbFor<TimeSpan>(),
                (error, duration) =>
                {
                    var ended = new LedgerEntry.Ended
                    {
                        Attempt = "a1",
                        Run = "run-1",
                        At = LedgerBuilder.FirstLine,
                        Outcome = Outcome.Failed,
                        Duration = duration,
                        Error = error.Get,
                    };
                    var line = LedgerText.Write(ended);
                    var read = (LedgerEntry.Ended)
                        LedgerText.Read(LedgerText.Write(Ledger.Entries[0]) + "\n" + line + "\n").Entries[1];

                    return !line.Contains('\n') && read.Error == error.Get && read.Duration == duration;
                }
            )
            .QuickCheckThrowOnFailure();

    [Test]
    public void A_token_survives_and_a_line_without_one_is_as_it_always_was()
    {
        var entries = Ledger.Entries.Take(2).Select((entry, at) => entry with { Token = at + 7 }).ToArray();

        LedgerText
            .Read(string.Concat(entries.Select(entry => LedgerText.Write(entry) + "\n")))
            .Entries.Select(entry => entry.Token)
            .ShouldBe([7, 8]);
        Text.ShouldStartWith(
            """{"event":"started","attempt":"a1","run":"run-1","at":"2026-11-22T08:00:00+00:00","action":"deploy","""
        );
    }

    [Test]
    public void An_output_keeps_its_type_and_its_shape()
    {
        var outputs = new Dictionary<string, JsonNode>
        {
            ["zones"] = new JsonArray("a", "b"),
            ["count"] = 3,
            ["tags"] = new JsonObject { ["x<y"] = true },
        };
        var ended = (LedgerEntry.Ended)Ledger.Entries[1] with { Outputs = outputs.ToImmutableSortedDictionary() };

        var read = LedgerText.Read(LedgerText.Write(Ledger.Entries[0]) + "\n" + LedgerText.Write(ended) + "\n");

        ((LedgerEntry.Ended)read.Entries[1])
            .Outputs.Select(output => $"{output.Key}={output.Value.ToJsonString()}")
            .ShouldBe(["count=3", """tags={"x\u003Cy":true}""", """zones=["a","b"]"""]);
    }

    [Test]
    public void An_empty_ledger_has_no_entries_and_no_problems()
    {
        var reading = LedgerText.Read("");

        reading.Entries.ShouldBeEmpty();
        reading.Problems.ShouldBeEmpty();
    }

    [TestCase(2, "\"component\":\"ingress\"", "the state of ingress is unknown until it is deployed again or removed")]
    [TestCase(
        2,
        "\"attempt\":\"a2\"",
        "it does not say which component it is about, so the state of each component is unknown until it is deployed again or removed"
    )]
    [TestCase(3, "{\"event\":\"e", "nothing to do: the attempt that it ended counts as interrupted")]
    [TestCase(3, "\"outcome\"", "nothing to do: the attempt that it ended counts as interrupted")]
    public void A_torn_last_line_is_reported_and_ignored_with_what_follows_from_it(int line, string end, string fix)
    {
        var whole = string.Concat(Ledger.Entries.Take(line).Select(entry => LedgerText.Write(entry) + "\n"));
        var torn = LedgerText.Write(Ledger.Entries[line]);
        torn = torn[..(torn.IndexOf(end, StringComparison.Ordinal) + end.Length)];

        var reading = LedgerText.Read(whole + torn, "environments/prod/ledger.jsonl");

        reading.Entries.Length.ShouldBe(line);
        reading
            .Problems.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                $"environments/prod/ledger.jsonl({line + 1},1): the last line was being written when the program was killed, and is ignored; {fix}"
            );
    }

    [Test]
    public void A_ledger_torn_at_any_byte_gives_every_whole_line_and_nothing_else()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(Text);
        for (var length = 0; length <= bytes.Length; length++)
        {
            var text = System.Text.Encoding.UTF8.GetString(bytes, 0, length);
            var lines = text.Split('\n');
            var lastIsWhole = lines[^1].Length > 0 && Text.Contains(lines[^1] + "\n", StringComparison.Ordinal);

            var reading = LedgerText.Read(text);

            reading.Entries.Length.ShouldBe(lines.Length - 1 + (lastIsWhole ? 1 : 0), $"torn at byte {length}");
            reading.Problems.Length.ShouldBe(lines[^1].Length > 0 && !lastIsWhole ? 1 : 0, $"torn at byte {length}");
        }
    }

    [Test]
    public void A_broken_line_in_the_middle_is_reported_with_its_number_and_the_others_count()
    {
        var lines = Text.Split('\n');
        lines[2] = lines[2][..30];

        var reading = LedgerText.Read(string.Join('\n', lines), "environments/prod/ledger.jsonl");

        reading.Entries.Length.ShouldBe(3);
        string.Join('\n', reading.Problems)
            .ShouldBe(
                "environments/prod/ledger.jsonl(3,1): this line is not whole: it does not end with its checksum, and is ignored; "
                    + "restore it from the file's history; until then the state of each component is unknown, unless it was deployed or removed since\n"
                    + "environments/prod/ledger.jsonl(4,1): this line ends attempt a2, which no whole line before it starts, and is ignored; "
                    + "restore it from the file's history, or use the version of this program that wrote it"
            );
    }

    [Test]
    public void A_line_that_was_edited_is_reported_and_ignored()
    {
        var reading = LedgerText.Read(Text.Replace("\"failed\"", "\"succeeded\"", StringComparison.Ordinal));

        reading.Entries.Length.ShouldBe(4);
        reading
            .Problems.ShouldHaveSingleItem()
            .What.ShouldBe("this line was changed after it was written: its checksum does not match, and is ignored");
    }

    [Test]
    public void A_mark_that_a_merge_left_behind_is_named()
    {
        var reading = LedgerText.Read("<<<<<<< HEAD\n" + Text + "=======\n>>>>>>> other\n");

        reading.Entries.Length.ShouldBe(5);
        reading.Problems.Length.ShouldBe(3);
        reading.Problems[0].What.ShouldBe("this line is a conflict marker that a merge left behind, and is ignored");
    }

    [Test]
    public void Line_endings_that_a_checkout_changed_do_no_harm()
    {
        var reading = LedgerText.Read("\uFEFF" + Text.ReplaceLineEndings("\r\n"));

        reading.Entries.Length.ShouldBe(5);
        reading.Problems.ShouldBeEmpty();
    }

    [Test]
    public void A_field_that_a_newer_version_added_is_ignored()
    {
        var line = PathToProd.Formats.Json.JsonLine.Write(writer =>
        {
            writer.WriteString("event", "started");
            writer.WriteString("attempt", "a1");
            writer.WriteString("run", "run-1");
            writer.WriteString("at", LedgerBuilder.FirstLine);
            writer.WriteString("action", "deploy");
            writer.WriteString("approvedBy", "bob");
            writer.WriteString("component", "ingress");
            writer.WriteString("environment", "prod");
            writer.WriteString("version", "1.4.0");
            writer.WriteString("digest", "sha256:ab");
            writer.WriteString("values", "sha256:cd");
            writer.WriteString("who", "ann");
        });

        var reading = LedgerText.Read(line + "\n");

        reading.Problems.ShouldBeEmpty();
        ((LedgerEntry.Started)reading.Entries[0]).Component.ShouldBe("ingress");
    }

    [Test]
    public void An_event_that_is_not_known_is_reported_and_ignored()
    {
        var line = PathToProd.Formats.Json.JsonLine.Write(writer => writer.WriteString("event", "approved"));

        var reading = LedgerText.Read(line + "\n");

        reading.Entries.ShouldBeEmpty();
        reading
            .Problems.ShouldHaveSingleItem()
            .What.ShouldBe("this line has an event \"approved\", which is not known, and is ignored");
    }

    [TestCase("attempt", "has no \"attempt\"")]
    [TestCase("at", "has no \"at\" that is a time")]
    public void A_field_that_is_missing_is_named(string missing, string what)
    {
        var line = PathToProd.Formats.Json.JsonLine.Write(writer =>
        {
            writer.WriteString("event", "ended");
            if (missing != "attempt")
            {
                writer.WriteString("attempt", "a1");
                writer.WriteString("run", "run-1");
            }
        });

        LedgerText.Read(line + "\n").Problems.ShouldHaveSingleItem().What.ShouldBe($"this line {what}, and is ignored");
    }

    [Test]
    public void An_attempt_that_ends_twice_keeps_its_first_end()
    {
        var success = (LedgerEntry.Ended)Ledger.Entries[1];
        var failure = success with { Outcome = Outcome.Failed };

        var reading = LedgerText.Read(
            string.Concat(new[] { Ledger.Entries[0], success, failure }.Select(entry => LedgerText.Write(entry) + "\n"))
        );

        reading.Entries.Length.ShouldBe(2);
        reading
            .Problems.ShouldHaveSingleItem()
            .What.ShouldBe("this line ends attempt a1 a second time, and is ignored");
    }
}
