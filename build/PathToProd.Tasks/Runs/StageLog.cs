using System.Globalization;
using Cake.Core.Diagnostics;
using PathToProd.Tasks.Stages;

namespace PathToProd.Tasks.Runs;

/// <summary>Cake's log, written to the running stage's log file.</summary>
internal sealed class StageLog(StageRecorder stages) : ICakeLog
{
    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args)
    {
        if (verbosity <= Verbosity)
        {
            var text = args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args);
            stages.WriteLog(text);
        }
    }
}
