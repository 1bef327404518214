namespace PathToProd.Tasks.Facts.Notifications;

/// <summary>How long receivers of notifications are waited for.</summary>
internal sealed record NotifierLimits
{
    /// <summary>How long one answer may take. Default: 5 seconds.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often one notification is sent in a run until it arrives. Default: 3 times.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>How long to wait before the second time; twice as long before each next one. Default: 1 second.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two times, whatever a receiver asks for. Default: 5 seconds.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What of it is about one call.</summary>
    public HttpPatience Patience => new(Answer, Tries, FirstDelay, LongestDelay);

    /// <summary>How long the end of a run waits for what is still being sent. Default: 3 seconds.</summary>
    public TimeSpan AtTheEnd { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long later runs go on trying. Default: 7 days.</summary>
    public TimeSpan GivenUp { get; init; } = TimeSpan.FromDays(7);
}
