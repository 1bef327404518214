using PathToProd.Facts.Ledger;

namespace PathToProd.Tests.Facts.Ledger;

public sealed class LedgerLinesTests
{
    [Test]
    public void Several_files_become_one_with_the_lines_as_they_stand_in_the_order_of_their_times()
    {
        var all = new LedgerBuilder()
            .Deploy("ingress", "1.0.0")
            .Succeeds()
            .Deploy("dns", "1.0.0")
            .Succeeds()
            .Deploy("ingress", "1.1.0")
            .Succeeds()
            .Text.Split('\n');
        var ingress = $"{all[0]}\r\n{all[1]}\nnonsense\n{all[4]}\n{all[5]}";

        LedgerLines
            .Merged([ingress, $"{all[2]}\n{all[3]}\n"])
            .Split('\n')
            .ShouldBe([all[0], all[1], "nonsense", all[2], all[3], all[4], all[5], ""]);
    }

    /// <summary>Random files of components, whose clocks may run backwards: the export says what all of them say.</summary>
    [Test]
    public void What_is_exported_says_the_same_as_the_files()
    {
        for (var seed = 0; seed < Cases.Of(500); seed++)
        {
            var random = new Random(seed);
            string[] texts = [.. Enumerable.Range(0, random.Next(1, 4)).Select(file => Written($"c{file}", random))];

            var exported = LedgerText.Read(LedgerLines.Merged(texts));

            exported.Problems.ShouldBeEmpty($"seed {seed}");
            exported
                .Entries.Select(LedgerText.Write)
                .ShouldBe(
                    LedgerReadings.Merged(texts.Select(text => LedgerText.Read(text))).Entries.Select(LedgerText.Write),
                    $"seed {seed}"
                );
        }
    }

    private static string Written(string component, Random random)
    {
        var builder = new LedgerBuilder();
        for (var at = random.Next(6); at > 0; at--)
        {
            builder.Now = LedgerBuilder.FirstLine.AddHours(random.Next(12));
            builder.Deploy(component, $"1.{at}.0");
            _ = random.Next(3) == 0 ? builder : builder.Succeeds();
        }

        return string.Concat(
            builder.Entries.Select(entry => LedgerText.Write(entry with { Attempt = component + entry.Attempt }) + "\n")
        );
    }
}
