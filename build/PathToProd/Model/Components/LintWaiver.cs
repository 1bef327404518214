using PathToProd.Model.Charts;

namespace PathToProd.Model.Components;

/// <summary>A finding of <c>helm lint</c> that is not this team's to correct.</summary>
/// <param name="Finding">A part of what Helm prints, without the word for how bad it is.</param>
/// <param name="Reason">Why it may stay.</param>
public sealed record LintWaiver(string Finding, string Reason)
{
    /// <summary>Whether it waives a finding.</summary>
    public bool Covers(LintFinding finding) => finding.Text.Contains(Finding, StringComparison.Ordinal);
}
