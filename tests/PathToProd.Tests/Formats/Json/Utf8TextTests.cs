using PathToProd.Facts.Drift;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Status;
using PathToProd.Tests.Facts.Ledger;

namespace PathToProd.Tests.Formats.Json;

public sealed class Utf8TextTests
{
    /// <summary>Letters of one to four bytes, so that some begin in one piece and end in the next.</summary>
    [Test]
    public void A_large_report_that_is_written_as_it_is_made_is_the_same_as_its_text()
    {
        var ledger = new LedgerBuilder();
        for (var at = 0; at < 2000; at++)
        {
            ledger.Deploy($"c{at}", "1.0.0").Fails($"{new string('x', at % 7)}é漢🚀{new string('é', at % 50)}");
        }

        var latest = new LatestStates([ledger.State], []);
        using var output = new StringWriter();

        StatusReport.Json(latest, [], looks: _ => null, output);

        var text = output.ToString();
        text.Length.ShouldBeGreaterThan(3 << 16);
        text.ShouldBe(StatusReport.Json(latest, []));
    }

    [Test]
    public void A_word_that_is_longer_than_a_piece_is_whole()
    {
        var ledger = new LedgerBuilder().Deploy("ingress", "1.0.0").Fails(new string('漢', 100_000));
        var latest = new LatestStates([ledger.State], []);
        using var output = new StringWriter();
        Func<ComponentState, DriftRecord?> looks = _ => null;

        StatusReport.Json(latest, [], looks, output);

        output.ToString().ShouldBe(StatusReport.Json(latest, []));
    }
}
