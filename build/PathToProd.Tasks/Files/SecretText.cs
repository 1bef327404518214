using PathToProd.Environments;

namespace PathToProd.Tasks.Files;

/// <summary>Reads a secret from where an environment says it is.</summary>
internal static class SecretText
{
    /// <summary>The secret; null when it is not there, or empty.</summary>
    public static string? Read(SecretSource source, Workspace workspace)
    {
        var text = source switch
        {
            { EnvironmentVariable: { } variable } => Environment.GetEnvironmentVariable(variable),
            { File: { } file } when PathOf(file, workspace) is var path && File.Exists(path) => File.ReadAllText(path)
                .TrimEnd('\r', '\n'),
            _ => null,
        };
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>What makes the secret be there.</summary>
    public static string Mend(SecretSource source) =>
        source.EnvironmentVariable is { } variable ? $"set the variable {variable}" : $"write it to {source.File}";

    private static string PathOf(string file, Workspace workspace) => Path.Combine(workspace.Root, file);
}
