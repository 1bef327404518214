using System.Collections.Immutable;
using System.Text;
using PathToProd.Facts.Ledger;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.Ledger;

public sealed class LatestLinesTests
{
    [Test]
    public void Of_a_long_history_only_the_last_deployment_is_left()
    {
        var ledger = new LedgerBuilder();
        for (var at = 0; at < 10; at++)
        {
            ledger.Deploy("ingress", $"1.{at}.0").Succeeds().Deploy("dns", $"2.{at}.0").Succeeds();
        }

        Latest(ledger.Text)!
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(ledger.Text.Split('\n')[^5..^1]);
    }

    [Test]
    public void What_came_after_the_last_success_stays()
    {
        var ledger = new LedgerBuilder()
            .Deploy("ingress", "1.0.0")
            .Succeeds()
            .Deploy("ingress", "1.1.0")
            .Succeeds()
            .Deploy("ingress", "1.2.0")
            .Fails()
            .Deploy("ingress", "1.3.0");

        Latest(ledger.Text).ShouldBe(string.Concat(ledger.Text.Split('\n')[2..^1].Select(line => line + "\n")));
    }

    [Test]
    public void What_was_removed_still_says_what_was_deployed_last()
    {
        var ledger = new LedgerBuilder().Deploy("ingress", "1.0.0").Succeeds().Destroy("ingress", "1.0.0").Succeeds();

        LedgerState
            .From("prod", LedgerText.Read(Latest(ledger.Text)!))["ingress"]
            .LastDeployment!.Version.ShouldBe(SemVersion.Parse("1.0.0"));
    }

    [TestCase("torn at the end")]
    [TestCase("a line twice")]
    [TestCase("Windows line ends")]
    [TestCase("a conflict mark")]
    [TestCase("two lines joined")]
    [TestCase("an end without a start")]
    public void A_ledger_with_an_odd_line_is_left_to_the_whole_reading(string odd)
    {
        var text = new LedgerBuilder().Deploy("ingress", "1.0.0").Succeeds().Deploy("ingress", "1.1.0").Succeeds().Text;
        var lines = text.Split('\n');

        Latest(
                odd switch
                {
                    "torn at the end" => text[..^9],
                    "a line twice" => text + lines[0] + "\n" + lines[1] + "\n",
                    "Windows line ends" => text.Replace("\n", "\r\n"),
                    "a conflict mark" => text + "<<<<<<< HEAD\n",
                    "two lines joined" => lines[0] + text[(lines[0].Length + 1)..],
                    _ => text[(lines[0].Length + 1)..],
                }
            )
            .ShouldBeNull();
    }

    /// <summary>Random ledgers, whole and damaged: whatever the short way says, the long way says too.</summary>
    [Test]
    public void What_is_left_says_the_same_as_the_whole_ledger()
    {
        var shorter = 0;
        for (var seed = 0; seed < Cases.Of(2000); seed++)
        {
            var random = new Random(seed);
            var text = Damaged(Written(random), random);
            if (Latest(text) is { } latest && LedgerText.Read(latest) is { Problems.IsEmpty: true } reading)
            {
                shorter += latest.Length < text.Length ? 1 : 0;
                Shown(LedgerState.From("prod", reading))
                    .ShouldBe(Shown(LedgerState.From("prod", LedgerText.Read(text))), $"seed {seed}\n{text}");
            }
        }

        shorter.ShouldBeGreaterThan(Cases.Of(2000) / 3);
    }

    private static string? Latest(string text) =>
        LatestLines.Of(Encoding.UTF8.GetBytes(text)) is { } lines ? Encoding.UTF8.GetString(lines) : null;

    private static string[] Shown(LedgerState state) =>
        [
            .. state.Components.Values.Select(one =>
                $"{one.Component} {one.LastAttempt?.Started.Attempt} {one.LastAttempt?.Outcome} {one.LastDeployment?.Version} {one.LastDeployment?.At:O} {one.Presence.GetType().Name}"
            ),
        ];

    /// <summary>Attempts of a few components in two environments, some of which overlap or never end.</summary>
    private static string Written(Random random)
    {
        var text = new StringBuilder();
        var open = new List<LedgerEntry>();
        var isOdd = random.Next(8) == 0;
        for (var at = random.Next(1, 30); at > 0; at--)
        {
            var builder = new LedgerBuilder(random.Next(8) == 0 ? "test" : "prod")
            {
                Now = LedgerBuilder.FirstLine.AddMinutes(-at),
            };
            var component = random.Next(3) switch
            {
                0 => "ingress",
                1 => "dns",
                _ => isOdd ? "odd\"name" : "web",
            };
            _ = random.Next(5) == 0 ? builder.Destroy(component, "1.0.0") : builder.Deploy(component, $"1.{at}.0");
            _ = random.Next(3) == 0 ? builder.Fails("because \"outcome\":\"succeeded\"") : builder.Succeeds(("a", "1"));
            var id = $"{Fixed}{at:x8}{random.Next():x8}";
            var (start, end) = (builder.Entries[0] with { Attempt = id }, builder.Entries[1] with { Attempt = id });
            text.Append(LedgerText.Write(start)).Append('\n');
            if (random.Next(6) > 0)
            {
                open.Add(end);
            }

            if (random.Next(5) > 0 && open.Count > 0)
            {
                text.Append(LedgerText.Write(open[^1])).Append('\n');
                open.RemoveAt(open.Count - 1);
            }
        }

        return text.ToString();
    }

    private const string Fixed = "0123456789abcdef";

    private static string Damaged(string text, Random random)
    {
        var lines = text.Split('\n').ToImmutableList();
        var at = random.Next(Math.Max(1, lines.Count - 1));
        return random.Next(8) switch
        {
            0 => text[..random.Next(text.Length)],
            1 => string.Join('\n', lines.Insert(random.Next(lines.Count), lines[at])),
            2 => string.Join('\n', lines.SetItem(at, lines[at].Replace("ingress", "dns"))),
            3 => string.Join('\n', lines.RemoveAt(at)),
            4 => string.Join(
                '\n',
                lines.SetItem(at, lines[at].Length == 0 ? "" : lines[at][..random.Next(lines[at].Length)])
            ),
            _ => text,
        };
    }
}
