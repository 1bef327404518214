using PathToProd.Tasks.Files;
using PathToProd.Tools.Files;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>
/// A state file that no other user may read, as every secret that a root gets or makes is in it. Terraform itself gives it
/// whatever mode the umask leaves.
/// </summary>
internal sealed class PrivateState
{
    private readonly string[] _files;

    private PrivateState(string[] files) => _files = files;

    /// <summary>The state in a file, closed to others from now on; what others could read until now is reported.</summary>
    /// <param name="context">The component.</param>
    /// <param name="file">The file, which need not exist; null when the state is elsewhere.</param>
    public static PrivateState Of(ComponentContext context, string? file)
    {
        if (file is null)
        {
            return new PrivateState([]);
        }

        var state = new PrivateState([file, $"{file}.backup"]);
        var opened = state.Close().ToList();

        // A folder of the user's own is as the user wants it.
        var ours = Path.Combine(context.Workspace.Artifacts, "state");
        opened.AddRange(FoldersDownTo(Path.GetDirectoryName(file)!, ours).Where(PrivateFolder.Create));

        foreach (var path in opened.Order(StringComparer.Ordinal))
        {
            context.Note($"{context.Workspace.Show(path)} was open to other users, and no longer is");
        }

        return state;
    }

    /// <summary>Closes the files, and says which ones were open to others.</summary>
    public IReadOnlyList<string> Close() => [.. _files.Where(file => File.Exists(file) && PrivateFile.Close(file))];

    /// <summary>The outer ones first: a folder that is made with its parents gives them the mode that the umask leaves.</summary>
    private static IEnumerable<string> FoldersDownTo(string folder, string top) =>
        IsIn(top, folder) ? [.. FoldersDownTo(Path.GetDirectoryName(folder)!, top), folder] : [];

    private static bool IsIn(string folder, string path) =>
        path == folder || path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
