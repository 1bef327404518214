using Cake.Core;
using Cake.Core.Diagnostics;

namespace PathToProd.Tasks.Runs;

/// <summary>Prints none of Cake's own headers and tables: the run's summary says it all, for all components at once.</summary>
internal sealed class NoReport : ICakeReportPrinter
{
    public void Write(CakeReport report) { }

    public void WriteLifeCycleStep(string name, Verbosity verbosity) { }

    public void WriteStep(string name, Verbosity verbosity) { }

    public void WriteSkippedStep(string name, Verbosity verbosity) { }
}
