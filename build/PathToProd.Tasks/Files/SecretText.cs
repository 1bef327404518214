using PathToProd.Model.Environments;

namespace PathToProd.Tasks.Files;

/// <summary>Reads a secret from where an environment says it is.</summary>
internal static class SecretText
{
    /// <summary>The secret, or why there is none. An empty one is none.</summary>
    public static SecretReading Read(SecretSource source, Workspace workspace) =>
        source switch
        {
            { EnvironmentVariable: { } variable } => Of(
                Environment.GetEnvironmentVariable(variable),
                $"set the variable {variable}"
            ),
            { File: { } file } => ReadFile(file, Path.Combine(workspace.Root, file)),
            _ => throw new ArgumentException("The secret has no source.", nameof(source)),
        };

    private static SecretReading ReadFile(string file, string path)
    {
        var write = $"write it to {file}";
        try
        {
            return Directory.Exists(path)
                ? new SecretReading.Nothing($"cannot be read, as {file} is a folder", "name the file that holds it")
                : Of(File.ReadAllText(path).TrimEnd('\r', '\n'), write);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Of(text: null, write);
        }
        catch (UnauthorizedAccessException)
        {
            return new SecretReading.Nothing(
                $"cannot be read, as this user may not read {file}",
                "give this user read access to it and to the folders above it"
            );
        }
        catch (IOException exception)
        {
            return new SecretReading.Nothing($"cannot be read from {file}: {exception.Message.TrimEnd('.')}", write);
        }
    }

    private static SecretReading Of(string? text, string fix) =>
        string.IsNullOrEmpty(text) ? new SecretReading.Nothing("is not there", fix) : new SecretReading.Secret(text);
}
