namespace PathToProd.Decisions.Inputs;

/// <summary>What <c>strace -f -y</c> wrote to a file, read line by line: which files each stage read.</summary>
public sealed class StraceLog
{
    private const string Unfinished = " <unfinished ...>";
    private const string Resumed = " resumed>";

    private readonly Dictionary<int, string> _unfinished = [];
    private readonly Dictionary<int, List<Execution>> _executions = [];
    private readonly Dictionary<int, Birth> _births = [];
    private readonly List<Read> _reads = [];
    private readonly HashSet<string> _programs = new(StringComparer.Ordinal);
    private RunningStage? _stage;
    private int _first = -1;
    private int _line;

    /// <summary>True once a stage began.</summary>
    public bool HasStages { get; private set; }

    /// <summary>The files of all programs that were started, by the paths that were used for them.</summary>
    public IReadOnlyCollection<string> Programs => _programs;

    /// <summary>What was read while stages ran, in order.</summary>
    public IEnumerable<FileRead> Reads =>
        _reads.Select(read => new FileRead(
            read.Stage.Component,
            read.Stage.Stage,
            read.Path,
            NameOf(read.Process, read.Line)
        ));

    /// <summary>Takes the next line.</summary>
    public void Add(string line)
    {
        _line++;
        var space = line.IndexOf(' ');
        if (space < 0 || !int.TryParse(line.AsSpan(0, space), out var process))
        {
            return;
        }

        if (_first < 0)
        {
            _first = process;
        }

        var text = line[space..].TrimStart();
        if (text.EndsWith(Unfinished, StringComparison.Ordinal))
        {
            _unfinished[process] = text[..^Unfinished.Length];
            return;
        }

        if (
            text.StartsWith("<... ", StringComparison.Ordinal)
            && text.IndexOf(Resumed, StringComparison.Ordinal) is > 0 and var at
        )
        {
            text = _unfinished.GetValueOrDefault(process, "") + text[(at + Resumed.Length)..];
        }

        if (StraceCall.Parse(text) is { } call)
        {
            Add(process, call);
        }
    }

    private void Add(int process, StraceCall call)
    {
        switch (call.Name)
        {
            case "fork" or "vfork" or "clone" or "clone3" when call.Result is > 0:
                _births[call.Result.Value] = new Birth(process, _line);
                break;
            case "execve" or "execveat" when call is { Result: 0, Path: { } program }:
                Start(process, program);
                break;
            case "open" or "openat" or "openat2" when call.Path is not null:
                Open(process, call);
                break;
        }
    }

    private void Start(int process, string program)
    {
        _programs.Add(program);
        if (!_executions.TryGetValue(process, out var executions))
        {
            _executions.Add(process, executions = []);
        }

        // The program that was traced is ours, by whatever name it was started.
        var isOurs = process == _first && executions.Count == 0;
        executions.Add(new Execution(isOurs ? "path-to-prod" : program[(program.LastIndexOf('/') + 1)..], _line));
    }

    private void Open(int process, StraceCall call)
    {
        if (StageMark.TryRead(call.Path!, out var stage))
        {
            _stage = stage;
            HasStages = true;
        }
        else if (_stage is not null && call.ResultPath is { } path && IsRead(call.Rest))
        {
            _reads.Add(new Read(_stage, path, process, _line));
        }
    }

    private static bool IsRead(string flags) =>
        !flags.Contains("O_WRONLY", StringComparison.Ordinal)
        && !flags.Contains("O_DIRECTORY", StringComparison.Ordinal)
        && !flags.Contains("O_PATH", StringComparison.Ordinal);

    /// <summary>The program that a process was at a line: the last it started, else what its parent was running when it forked.</summary>
    private string NameOf(int process, int line)
    {
        for (var generations = 0; generations < 1000; generations++)
        {
            if (_executions.GetValueOrDefault(process)?.FindLast(one => one.Line < line) is { } execution)
            {
                return execution.Name;
            }

            if (!_births.TryGetValue(process, out var birth))
            {
                break;
            }

            // A parent's line may come after the first lines of its child.
            (process, line) = (birth.Parent, birth.Line);
        }

        return "path-to-prod";
    }

    private sealed record Execution(string Name, int Line);

    private sealed record Birth(int Parent, int Line);

    private sealed record Read(RunningStage Stage, string Path, int Process, int Line);
}
