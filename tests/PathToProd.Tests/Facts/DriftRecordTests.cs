using PathToProd.Facts.Drift;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Tests.Facts;

public sealed class DriftRecordTests
{
    private static readonly DriftRecord Record = new(
        DriftVerdict.Drifted,
        LedgerBuilder.FirstLine,
        "20261122-080000-0001",
        new Digest("sha256:0a1b"),
        3
    );

    [Test]
    public void What_was_found_is_read_again()
    {
        DriftRecord.Read(Record.Write() + "\n").ShouldBe(Record);
        var nothing = Record with { Verdict = DriftVerdict.Unknown, Run = null, Digest = null };
        DriftRecord.Read(nothing.Write()).ShouldBe(nothing);
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("nonsense")]
    public void What_is_damaged_says_nothing(string text)
    {
        DriftRecord.Read(text).ShouldBeNull();
        DriftRecord.Read(Record.Write().Replace("Drifted", "None")).ShouldBeNull();
    }
}
