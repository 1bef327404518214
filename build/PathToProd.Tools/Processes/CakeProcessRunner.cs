using System.Collections.Immutable;
using Cake.Core;
using Cake.Core.IO;

namespace PathToProd.Tools.Processes;

/// <summary>
/// Gives Cake's tools, aliases and addins the one process runner. Redirected output is kept for the caller and logged,
/// but not shown on the console; the rest is shown and logged. Arguments marked as secret are hidden from then on in
/// everything that goes through the scope's redactor.
/// </summary>
/// <param name="environment">Cake's environment: where programs run that do not say otherwise.</param>
/// <param name="scope">Asked at each start, so that a program runs in the scope of the stage that starts it.</param>
public sealed class CakeProcessRunner(ICakeEnvironment environment, Func<ProcessScope> scope) : IProcessRunner
{
    /// <inheritdoc />
    public IProcess Start(FilePath filePath, ProcessSettings settings)
    {
        ArgumentNullException.ThrowIfNull(filePath);
        ArgumentNullException.ThrowIfNull(settings);
        var now = scope();
        var command = Command(filePath, settings, now.Redactor);
        var handlers = new LineHandlers(
            settings.RedirectStandardOutput ? settings.RedirectedStandardOutputHandler : null,
            settings.RedirectStandardError ? settings.RedirectedStandardErrorHandler : null
        );
        return new CakeProcess(CommandRunner.Start(command, now, handlers), now);
    }

    private Command Command(FilePath filePath, ProcessSettings settings, Redactor redactor)
    {
        var (real, shown) = SecretArguments.Split(settings.Arguments ?? new ProcessArgumentBuilder(), redactor);
        return new Command(filePath.FullPath, real.AsSpan())
        {
            ShownArguments = shown,
            WorkingDirectory = Directory(settings),
            Environment = Variables(settings),
            StandardInput = settings.StandardInput?.Memory,
            Timeout = settings.Timeout is { } timeout ? TimeSpan.FromMilliseconds(timeout) : null,
            Capture =
                (settings.RedirectStandardOutput ? Capture.Output : Capture.None)
                | (settings.RedirectStandardError ? Capture.Error : Capture.None),
            Quiet = settings.Silent,
            IsSensitive = settings.Silent,
        };
    }

    private string? Directory(ProcessSettings settings) =>
        settings.NoWorkingDirectory
            ? null
            : (settings.WorkingDirectory ?? environment.WorkingDirectory).MakeAbsolute(environment).FullPath;

    private ImmutableDictionary<string, string?> Variables(ProcessSettings settings)
    {
        var variables = ImmutableDictionary.CreateBuilder<string, string?>();
        variables["CAKE_VERSION"] = environment.Runtime.CakeVersion.ToString(3);
        foreach (var (name, value) in settings.EnvironmentVariables ?? ImmutableDictionary<string, string>.Empty)
        {
            variables[name] = value;
        }

        return variables.ToImmutable();
    }
}
