using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Tests.Support;

/// <summary>Keeps the report of a run as <c>Task=Status</c>.</summary>
internal sealed class RecordingPrinter : ICakeReportPrinter
{
    public string Report { get; private set; } = "";

    public void Write(CakeReport report) =>
        Report = string.Join(
            ' ',
            report.Select(entry =>
                $"{entry.TaskName}={entry.ExecutionStatus}"
                + (string.IsNullOrEmpty(entry.SkippedMessage) ? "" : $"({entry.SkippedMessage})")
            )
        );

    public void WriteStep(string name, Verbosity verbosity) { }

    public void WriteLifeCycleStep(string name, Verbosity verbosity) { }

    public void WriteSkippedStep(string name, Verbosity verbosity) { }
}
