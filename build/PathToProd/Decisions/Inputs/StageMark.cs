namespace PathToProd.Decisions.Inputs;

/// <summary>
/// Paths that are never there. A run tries to open one when a stage begins and one when it ends, so that a trace of
/// opened files shows where a stage is.
/// </summary>
public static class StageMark
{
    private const string Folder = "/.path-to-prod/stage/";

    /// <summary>The path for the start of a stage.</summary>
    public static string Begin(string component, string stage) => Path(component, stage, "begin");

    /// <summary>The path for the end of a stage.</summary>
    public static string End(string component, string stage) => Path(component, stage, "end");

    /// <summary>Whether a path is a mark; then which stage runs from there on, null for none.</summary>
    internal static bool TryRead(string path, out RunningStage? stage)
    {
        stage = null;
        if (!path.StartsWith(Folder, StringComparison.Ordinal))
        {
            return false;
        }

        if (path[Folder.Length..].Split('/') is [var component, var name, "begin"])
        {
            stage = new RunningStage(component, Uri.UnescapeDataString(name));
        }

        return true;
    }

    private static string Path(string component, string stage, string end) =>
        $"{Folder}{component}/{Uri.EscapeDataString(stage)}/{end}";
}

/// <summary>A stage of a component.</summary>
internal sealed record RunningStage(string Component, string Stage);
