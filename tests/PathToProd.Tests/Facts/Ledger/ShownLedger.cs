using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Tests.Facts.Ledger;

/// <summary>A ledger with attempts of each kind, and how what is shown of it fits a terminal.</summary>
internal static class ShownLedger
{
    public static readonly LedgerBuilder Prod = new LedgerBuilder()
        .Deploy("base-network", "1.0.0")
        .Succeeds()
        .Deploy("base-k8s", "1.30.1")
        .Succeeds()
        .Deploy("base-k8s", "1.31.0")
        .Fails("terraform apply exited with 1\nError: quota exceeded")
        .Deploy("external-dns", "0.9.0")
        .IsCancelled()
        .Deploy("policy-agents", "2.0.0")
        .Succeeds()
        .Destroy("policy-agents", "2.0.0")
        .Succeeds()
        .Deploy("ingress", "1.4.0")
        .Deploy("audit", "0.1.0");

    /// <summary>What is shown in a terminal of a width, of which no line is wider.</summary>
    public static string Fitting(int width, Func<Style, string> report)
    {
        var text = report(Style.Plain with { Width = width });
        text.Split('\n').Max(TextWidth.Of).ShouldBeLessThanOrEqualTo(width);
        return text;
    }
}
