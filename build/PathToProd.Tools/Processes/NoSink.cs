namespace PathToProd.Tools.Processes;

/// <summary>Drops every line.</summary>
public sealed class NoSink : IOutputSink
{
    /// <summary>The only one there needs to be.</summary>
    public static readonly NoSink Instance = new();

    private NoSink() { }

    /// <inheritdoc />
    public void Write(params ReadOnlySpan<OutputLine> lines) { }
}
