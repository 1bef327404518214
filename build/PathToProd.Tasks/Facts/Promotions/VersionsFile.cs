using PathToProd.Facts.VersionSets;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Promotions;

/// <summary>What an environment should run: its <c>versions.yaml</c>, which a promotion writes.</summary>
public static class VersionsFile
{
    private const string Schema = "# yaml-language-server: $schema=../../build/schemas/versions.schema.json";

    /// <summary>Writes the versions of a set, whole or not at all; a file that says that already stays as it is.</summary>
    /// <param name="workspace">The checkout.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="set">The set.</param>
    /// <returns>Whether it was changed.</returns>
    /// <exception cref="PlatformException">It could not be written (exit code 1).</exception>
    public static bool Write(Workspace workspace, string environment, VersionSet set)
    {
        var path = workspace.Versions(environment);
        var text =
            $"{SchemaPlace.Named(workspace, Schema)}\n# {set.Name}, {set.Digest}. Promotions write this file: what is changed by hand is not deployed.\n"
            + string.Concat(set.Members.Values.Select(member => $"{member.Component}: {member.Version}\n"));
        try
        {
            if (File.Exists(path) && File.ReadAllText(path) == text)
            {
                return false;
            }

            AtomicFile.Write(path, text);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"Could not write {workspace.Show(path)}: {exception.Message} The promotion is recorded. Make the file writable for this user, then run the "
                    + "same command again.",
                exception
            );
        }
    }
}
