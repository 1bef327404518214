using Cake.Core;
using Cake.Core.IO;
using PathToProd.Tools.Calls;

namespace Cake.Skopeo;

/// <summary>What all Skopeo runners share: the executable, and the arguments for any command.</summary>
/// <typeparam name="TSettings">The settings of the command.</typeparam>
public abstract class SkopeoRunner<TSettings> : PlatformTool<TSettings>
    where TSettings : SkopeoSettings
{
    /// <summary>A runner in the context.</summary>
    protected SkopeoRunner(ICakeContext context)
        : base(context) { }

    /// <inheritdoc />
    protected override IReadOnlyList<Advice> KnownAdvice => SkopeoAdvice.All;

    /// <inheritdoc />
    protected override string GetToolName() => "Skopeo";

    /// <inheritdoc />
    protected override IEnumerable<string> GetToolExecutableNames() => ["skopeo", "skopeo.exe"];

    /// <summary>What stands before the command, the command, and what every command understands.</summary>
    protected static ProcessArgumentBuilder Begin(string command, TSettings settings) =>
        new ProcessArgumentBuilder()
            .Option("--command-timeout", settings.CommandTimeout)
            .Flag("--debug", settings.Debug)
            .Append(command)
            .Option("--authfile", settings.AuthFile)
            .Option("--retry-times", settings.RetryTimes);
}
