using PathToProd.Decisions.Ledgers;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Tests.Decisions.Ledgers;

public sealed class LedgerImportTests
{
    private const string Branch = "path-to-prod-ledger:prod in git.example.com";

    private static readonly string[] Lines =
    [
        .. new LedgerBuilder()
            .Unit("edge", "2026.11.1", LedgerAction.Deploy, ("ingress", "1.0.0"))
            .Deploy("ingress", "1.0.0")
            .Succeeds()
            .UnitEnds(Outcome.Succeeded, null, ("ingress", NodeOutcome.Done))
            .Deploy("dns", "1.0.0")
            .Fails()
            .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries),
    ];

    [Test]
    public void Each_line_goes_to_its_component_or_unit_in_its_order()
    {
        var import = Import(Lines);

        Shown(import).ShouldBe(["dns: Started, Ended", "edge: UnitStarted, UnitEnded", "ingress: Started, Ended"]);
        LedgerImportReport
            .Text(import, "prod", "prod.jsonl", Branch, Style.Plain)
            .ShouldBe($"Imported the history of prod from prod.jsonl into {Branch}: 6 lines added.\n");
    }

    [Test]
    public void An_import_that_broke_off_goes_on_where_it_was()
    {
        var import = Import(Lines, Lines[0], Lines[4], Lines[5]);

        Shown(import).ShouldBe(["edge: UnitEnded", "ingress: Started, Ended"]);
        LedgerImportReport
            .Text(import, "prod", "prod.jsonl", Branch, Style.Plain)
            .ShouldBe(
                $"Imported the history of prod from prod.jsonl into {Branch}: 3 lines added, 3 lines there before.\n"
            );
        Import(Lines, Lines).Added.ShouldBeEmpty();
    }

    [Test]
    public void Lines_about_other_environments_are_left_out()
    {
        var other = new LedgerBuilder("test").Deploy("ingress", "1.0.0").Entries[0] with { Attempt = "b1" };

        var import = Import([LedgerText.Write(other), .. Lines]);

        LedgerImportReport
            .Text(import, "prod", "prod.jsonl", Branch, Style.Plain)
            .ShouldBe(
                $"Imported the history of prod from prod.jsonl into {Branch}: 6 lines added, 1 line about other environments left out.\n"
            );
    }

    [Test]
    public void A_ledger_that_has_another_history_is_left_as_it_is()
    {
        var own = LedgerText.Write(new LedgerBuilder().Deploy("dns", "2.0.0").Entries[0] with { Attempt = "b1" });

        Refused(() => Import(Lines, own))
            .ShouldBe(
                $"{Branch} already has a history of dns in prod, and prod.jsonl does not begin with it; import into an environment without a "
                    + "history, or keep both: nothing was changed"
            );
        Refused(() => Import(Lines, [.. Enumerable.Range(0, 5).Select(Other)]))
            .ShouldStartWith($"{Branch} already has a history of c0, c1, c2 and 2 others in prod, and ");
        Refused(() => Import(Lines, Lines[5..])).ShouldContain("ends attempt");
    }

    [Test]
    public void All_lines_that_cannot_be_imported_are_named_at_once()
    {
        Refused(() => Import([Lines[0], "nonsense", Lines[1].Replace("1.0.0", "1.0.1"), Lines[2]]))
            .ShouldBe(
                """
                prod.jsonl(2,1): this line is not whole: it does not end with its checksum; restore it, or remove it if it says nothing that matters: nothing was imported
                prod.jsonl(3,1): this line was changed after it was written: its checksum does not match; restore it, or remove it if it says nothing that matters: nothing was imported
                prod.jsonl(4,1): this line ends attempt a1, which no whole line before it starts; restore it, or remove it if it says nothing that matters: nothing was imported
                """
            );
        Refused(() => Import([Newer(Lines[1])]))
            .ShouldBe(
                "prod.jsonl(1,1): this line says more than this version of the program knows; import it with the version that wrote it"
            );
    }

    [Test]
    public void Files_of_two_ledgers_that_were_joined_are_refused()
    {
        string[] joined =
        [
            .. new (string Component, long Token)[]
            {
                ("ingress", 5),
                ("dns", 1),
                ("ingress", 2),
                ("ingress", 1),
                ("dns", 2),
            }.Select(
                (one, at) =>
                    LedgerText.Write(
                        new LedgerBuilder().Deploy(one.Component, "1.0.0").Entries[0] with
                        {
                            Attempt = $"a{at}",
                            Token = one.Token,
                        }
                    )
            ),
        ];

        Should
            .Throw<PlatformException>(() => Import(joined))
            .Message.ShouldBe(
                "prod.jsonl: the history of ingress has token 2 after token 5, as where the files of two ledgers were joined; import one of them, and keep the other: nothing was imported"
            );
    }

    [Test]
    public void A_file_about_something_else_is_refused()
    {
        var test = LedgerText.Write(new LedgerBuilder("test").Deploy("ingress", "1.0.0").Entries[0]);

        Refused(() => Import([test]))
            .ShouldBe("prod.jsonl has no line about prod; it is about test: name that environment");
        Refused(() => Import([])).ShouldBe("prod.jsonl has no line about prod; name a file that ExportLedger wrote");
    }

    private static string Other(int number) =>
        LedgerText.Write(new LedgerBuilder().Deploy($"c{number}", "1.0.0").Entries[0] with { Attempt = $"o{number}" });

    private static LedgerImport Import(string[] lines, params string[] there) =>
        LedgerImport.Of("prod", "prod.jsonl", Text(lines), LedgerText.Read(Text(there)), Branch);

    private static string Text(string[] lines) => string.Concat(lines.Select(line => line + "\n"));

    private static string Refused(Func<object> import)
    {
        var exception = Should.Throw<PlatformException>(() => import());
        exception.ExitCode.ShouldBe(ExitCode.WrongInput);
        return exception.Message;
    }

    /// <summary>The same line with a field that this version does not know.</summary>
    private static string Newer(string line)
    {
        var fields = System.Text.Json.Nodes.JsonNode.Parse(line)!.AsObject();
        return PathToProd.Formats.Json.JsonLine.Write(writer =>
        {
            foreach (var (name, value) in fields.Where(field => field.Key != "sum"))
            {
                writer.WritePropertyName(name);
                value!.WriteTo(writer);
            }

            writer.WriteString("mood", "good");
        });
    }

    private static IEnumerable<string> Shown(LedgerImport import) =>
        import.Added.Select(one =>
            $"{one.Subject}: {string.Join(", ", one.Entries.Select(entry => entry.GetType().Name))}"
        );
}
