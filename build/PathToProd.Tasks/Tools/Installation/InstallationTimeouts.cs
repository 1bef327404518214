namespace PathToProd.Tasks.Tools.Installation;

/// <summary>How long an installation waits for what. Together they bound what an unreachable source costs.</summary>
public sealed record InstallationTimeouts
{
    /// <summary>Until a connection stands. Default: 5 seconds.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Until the server begins to answer. Default: 15 seconds.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Between two pieces of a download. Default: 20 seconds.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For one whole download. Default: 10 minutes.</summary>
    public TimeSpan Download { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For the npm client. Default: 2 minutes.</summary>
    public TimeSpan Npm { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For another run that installs the same tool. Default: 12 minutes, a little more than a download.</summary>
    public TimeSpan Lock { get; init; } = TimeSpan.FromMinutes(12);
}
