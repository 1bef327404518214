using PathToProd.Facts.Monitoring;

namespace PathToProd.Tests.Facts.Monitoring;

/// <summary>Answers of servers.</summary>
internal static class MonitoringAnswers
{
    public static readonly DateTimeOffset At = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    public static MonitoringAnswer Body(string body, int status = 200) => new(status, "application/json", body, At);

    public static MonitoringAnswer Data(string data) => Body($$"""{"status":"success","data":{{data}}}""");

    public static string Refusal(Action read) => Should.Throw<FormatException>(read).Message;
}
