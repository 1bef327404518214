using Cake.Core.IO;

namespace PathToProd.Tasks.Tests.Tools;

/// <summary>Records each call and answers it as set up; by default with exit code 0 and no output.</summary>
internal sealed class RecordingRunner : IProcessRunner
{
    private readonly Queue<Func<IProcess>> _answers = new();

    public List<RecordedCall> Calls { get; } = [];

    /// <summary>Looks at the world while a tool would run.</summary>
    public Action<RecordedCall>? OnStart { get; set; }

    public RecordingRunner Answer(string output = "", int exitCode = 0, string error = "") =>
        Answer(() => new ScriptedProcess(output, exitCode, error));

    public RecordingRunner Answer(Func<IProcess> process)
    {
        _answers.Enqueue(process);
        return this;
    }

    public IProcess Start(FilePath filePath, ProcessSettings settings)
    {
        var call = new RecordedCall(filePath, settings);
        Calls.Add(call);
        OnStart?.Invoke(call);
        return _answers.TryDequeue(out var answer) ? answer() : new ScriptedProcess("", 0, "");
    }
}

/// <summary>What would have been started, and how.</summary>
internal sealed record RecordedCall(FilePath File, ProcessSettings Settings)
{
    public string Arguments => Settings.Arguments.Render();

    public string? Input =>
        Settings.StandardInput is { } input ? System.Text.Encoding.UTF8.GetString(input.Span) : null;

    public IDictionary<string, string> Variables => Settings.EnvironmentVariables;
}
