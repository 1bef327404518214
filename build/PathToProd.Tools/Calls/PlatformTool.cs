using Cake.Core;
using Cake.Core.IO;
using Cake.Core.Tooling;
using PathToProd.Model.CallerVariables;
using PathToProd.Model.ToolPins;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tools.Calls;

/// <summary>
/// What the wrappers share over Cake's own base: a call is made, its output captured when asked, and a failure becomes
/// a <see cref="PlatformException"/> that says which command failed, how, where the log is and what to do next.
/// </summary>
/// <typeparam name="TSettings">The settings of the command.</typeparam>
public abstract class PlatformTool<TSettings> : Tool<TSettings>
    where TSettings : ToolSettings
{
    private readonly IFileSystem _files;
    private readonly IToolOrigins? _origins;

    /// <summary>A wrapper over the context's file system, environment, process runner and tools.</summary>
    protected PlatformTool(ICakeContext context)
        : base(context.FileSystem, context.Environment, context.ProcessRunner, context.Tools)
    {
        _files = context.FileSystem;
        _origins = context as IToolOrigins;
        Environment = context.Environment;
    }

    /// <summary>Where variables of the parent process are read.</summary>
    protected ICakeEnvironment Environment { get; }

    /// <summary>What to do next about the failures that this tool is known for, the most specific first.</summary>
    protected virtual IReadOnlyList<Advice> KnownAdvice => [];

    /// <summary>What this tool fails with when it is too old, the most specific first.</summary>
    protected virtual IReadOnlyList<SignOfAge> SignsOfAge => [];

    /// <summary>What to do next about a failure; null when nothing is known about it.</summary>
    /// <param name="settings">The settings of the call that failed.</param>
    /// <param name="text">What the tool last printed.</param>
    protected virtual string? Explain(TSettings settings, string text) =>
        ExplainByAge(text) ?? Advice.For(text, KnownAdvice);

    /// <summary>
    /// The variables that the tool always gets, beside what <see cref="ToolVariables"/> says of the caller's; those of <see cref="ToolSettings.EnvironmentVariables"/> win over them.
    /// A null value removes the variable from what the tool inherits.
    /// </summary>
    protected virtual void AddVariables(TSettings settings, IDictionary<string, string?> variables) { }

    /// <summary>Makes the call and waits for its end.</summary>
    /// <exception cref="PlatformException">
    /// The tool is not there, took longer than <see cref="ToolSettings.ToolTimeout"/>, or ended with an exit code that
    /// is neither 0, nor one of the call's answers, nor accepted by <see cref="ToolSettings.HandleExitCode"/>.
    /// </exception>
    protected ToolResult Execute(TSettings settings, ToolCall call)
    {
        var process = Start(settings, call);
        try
        {
            if (!Wait(process, settings.ToolTimeout))
            {
                var failure = Failure(settings, call, process as IExplainedProcess);
                throw new PlatformException(ExitCode.Failed, failure.TimedOut(settings.ToolTimeout))
                {
                    ToolLines = failure.LinesSoFar,
                };
            }

            settings.PostAction?.Invoke(process);
            var result = Collect(call, process);
            var code = result.ExitCode;
            return code == 0 || call.Answers.Contains(code) || settings.HandleExitCode?.Invoke(code) == true
                ? result
                : throw Failed(settings, call, result);
        }
        finally
        {
            (process as IDisposable)?.Dispose();
        }
    }

    /// <summary>The failure that an answer turns out to be once its output is read.</summary>
    protected PlatformException Failed(TSettings settings, ToolCall call, ToolResult result)
    {
        var failure = Failure(settings, call, result.Process);
        return new PlatformException(ExitCode.Failed, failure.Failed(result, text => Explain(settings, text)))
        {
            ToolLines = failure.Lines(result),
        };
    }

    /// <inheritdoc />
    protected override IDictionary<string, string> GetEnvironmentVariables(TSettings settings)
    {
        var variables = ToolVariables
            .Of(GetToolName().ToLowerInvariant())
            .Over(Environment.GetEnvironmentVariables().Keys)
            .ToDictionary();
        AddVariables(settings, variables);
        foreach (var (name, value) in settings.EnvironmentVariables ?? new Dictionary<string, string>())
        {
            variables[name] = value;
        }

        // Cake's signature says that values are not null; a null one unsets the variable, in .NET and so in Cake.
        return variables!;
    }

    private string? ExplainByAge(string text)
    {
        var sign = SignsOfAge.FirstOrDefault(sign => text.Contains(sign.Phrase, StringComparison.OrdinalIgnoreCase));
        return sign is not null && _origins?.OriginOf(GetToolExecutableNames().First()) is var (pin, found)
            ? OldTool.Explain(pin, found.File, found.Version, sign)
            : null;
    }

    private IProcess Start(TSettings settings, ToolCall call)
    {
        var process = new ProcessSettings
        {
            RedirectStandardOutput = call.IsCaptured,
            RedirectStandardError = call.IsCaptured,
            StandardInput = call.Input,
            Silent = call.IsSensitive,
            EnvironmentVariables = GetEnvironmentVariables(settings),
        };
        try
        {
            return RunProcess(settings, call.Arguments, process);
        }
        catch (CakeException) when (GetToolPath(settings) is var path && (path is null || !_files.Exist(path)))
        {
            throw new PlatformException(ExitCode.WrongInput, Missing(settings, path));
        }
    }

    private string Missing(TSettings settings, FilePath? path)
    {
        var name = GetToolName();
        var tried = path is not null
            ? $"{name} is not at {path}, the path that the settings name."
            : $"{name} was not found: no {string.Join(" or ", GetToolExecutableNames(settings))} among the registered "
                + "tools, in the tool folder or on the PATH.";
        return $"{tried}\nRun the target Doctor: it lists what is needed and the command that installs it.";
    }

    private static bool Wait(IProcess process, TimeSpan? timeout)
    {
        if (timeout is { } limit && !process.WaitForExit((int)Math.Min(limit.TotalMilliseconds, int.MaxValue)))
        {
            return false;
        }

        // With a limit, Cake's own process returns when the program has ended, and lines that it printed last may still be on
        // their way: https://learn.microsoft.com/dotnet/api/system.diagnostics.process.waitforexit
        process.WaitForExit();
        return true;
    }

    private static ToolResult Collect(ToolCall call, IProcess process) =>
        new(
            process.GetExitCode(),
            call.IsCaptured ? string.Join('\n', process.GetStandardOutput()) : "",
            call.IsCaptured ? string.Join('\n', process.GetStandardError()) : ""
        )
        {
            Process = process as IExplainedProcess,
        };

    private ToolFailure Failure(TSettings settings, ToolCall call, IExplainedProcess? process) =>
        new(call, $"{GetToolPath(settings)} {call.Arguments.RenderSafe()}", process);
}
