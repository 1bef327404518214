using System.Collections.Immutable;
using PathToProd.Facts.Runs;
using PathToProd.Host.Invocations;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Host.Targets;

/// <summary>What a target found out or did, in each form that <c>--output</c> can ask for, and how the call ends.</summary>
internal sealed record Report
{
    /// <summary>For people.</summary>
    public required Func<Style, string> Text { get; init; }

    /// <summary>For programs; null for a target whose result is a script.</summary>
    public Func<string>? Json { get; init; }

    /// <summary>The same of a report that may be large: it is written as it is made. Null, the default, where <see cref="Json"/> is not.</summary>
    public Action<TextWriter>? LargeJson { get; init; }

    /// <summary>For a page; null when there is no such form.</summary>
    public Func<string>? Markdown { get; init; }

    /// <summary>The last line for programs that read what happens; null for what is not a run of components.</summary>
    public Func<string>? Events { get; init; }

    /// <summary>For a spreadsheet; null when there is no such form.</summary>
    public Func<string>? Csv { get; init; }

    /// <summary>A picture for Mermaid; null when there is no such form.</summary>
    public Func<string>? Mermaid { get; init; }

    /// <summary>A picture for Graphviz; null when there is no such form.</summary>
    public Func<string>? Dot { get; init; }

    /// <summary>A manual page; null when there is no such form.</summary>
    public Func<string>? Man { get; init; }

    /// <summary>What went wrong beside the result: it goes to standard error. Null if nothing did.</summary>
    public string? Trouble { get; init; }

    /// <summary>What speaks against the environment that a run leased: a clause. Null, the default, if nothing does.</summary>
    public string? Blames { get; init; }

    /// <summary>What is wrong, for the files of <c>--report</c> that end in <c>.sarif</c>. Default: nothing.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>How the call ends.</summary>
    public ExitCode ExitCode { get; init; } = ExitCode.Done;

    /// <summary>There is no result, for a reason that is said.</summary>
    public static Report Nothing(string why, ExitCode exitCode) =>
        new()
        {
            Text = _ => "",
            Json = () => "",
            Trouble = why,
            ExitCode = exitCode,
        };

    /// <summary>Writes it in the form that was asked for.</summary>
    public void Write(Invocation invocation)
    {
        if (invocation.Format == "json" && LargeJson is not null)
        {
            LargeJson(invocation.Output);
        }

        var text = invocation.Format switch
        {
            "json" => Json?.Invoke(),
            "markdown" => Markdown?.Invoke(),
            "events" => Events?.Invoke(),
            "csv" => Csv?.Invoke(),
            "mermaid" => Mermaid?.Invoke(),
            "dot" => Dot?.Invoke(),
            "man" => Man?.Invoke(),
            _ => Text(invocation.Style),
        };
        invocation.Output.Write(text);
        if (Trouble is not null)
        {
            invocation.Say(Trouble);
        }
    }
}
