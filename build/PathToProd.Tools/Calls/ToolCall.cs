using Cake.Core.IO;

namespace PathToProd.Tools.Calls;

/// <summary>One call of a tool, described before it is made.</summary>
/// <param name="Name">What users call it, such as <c>helm upgrade</c>: it starts every error message.</param>
/// <param name="Arguments">The whole argument list.</param>
public sealed record ToolCall(string Name, ProcessArgumentBuilder Arguments)
{
    /// <summary>
    /// Whether the tool's output is wanted as text; when false it goes to where the process runner shows it.
    /// </summary>
    public bool IsCaptured { get; init; }

    /// <summary>
    /// Whether the captured output may hold secrets (state, outputs, values). The process is then started with
    /// <see cref="ProcessSettings.Silent"/>, and no error message quotes its standard output.
    /// </summary>
    public bool IsSensitive { get; init; }

    /// <summary>
    /// What the tool reads from its standard input; null leaves it alone. The place for what is secret.
    /// </summary>
    public ProcessStandardInput? Input { get; init; }

    /// <summary>Which exit codes besides 0 are answers and not failures.</summary>
    public IReadOnlyCollection<int> Answers { get; init; } = [];
}
