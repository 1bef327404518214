namespace PathToProd.Tasks.Tools.Helm;

/// <summary>Settings of <c>helm lint</c>.</summary>
public sealed class HelmLintSettings : HelmValuesSettings
{
    /// <summary>Whether warnings fail, too; by default only errors do.</summary>
    public bool? Strict { get; set; }

    /// <summary>Whether to look at the charts it depends on, too; by default no.</summary>
    public bool? WithSubcharts { get; set; }
}
