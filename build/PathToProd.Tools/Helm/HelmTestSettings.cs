namespace Cake.Helm;

/// <summary>Settings of <c>helm test</c>.</summary>
public sealed class HelmTestSettings : HelmSettings
{
    /// <summary>Which tests to run, such as <c>name=smoke</c> or <c>!name=slow</c>; by default all.</summary>
    public IList<string> Filter { get; } = [];

    /// <summary>Whether to print the logs of the test pods; by default no.</summary>
    public bool? Logs { get; set; }

    /// <summary>How long Helm waits for any one test; by default 5 minutes.</summary>
    public TimeSpan? Timeout { get; set; }
}
