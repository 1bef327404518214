using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>Why a shared file cannot be one.</summary>
/// <param name="What">What is wrong, behind the file's path.</param>
/// <param name="Fix">What to do about it.</param>
internal sealed record SharedFault(string What, string Fix)
{
    private const string Add = "add it, or correct its path";

    public static readonly SharedFault IsFolder = new("is a folder", "name the files in it");
    public static readonly SharedFault IsNoFile = new("is not a file that can be read", "replace it with one");
    public static readonly SharedFault Gone = new("is no longer there", Add);

    public static SharedFault Leads(string where) => new($"leads to {where}", "name a file inside it");

    public static SharedFault Missing(Workspace workspace, string path, ISourceDisk disk)
    {
        var folder = path.LastIndexOf('/') is >= 0 and var slash ? path[..(slash + 1)] : "";
        var names = disk.List(Path.Combine(workspace.Root, folder))
            .Select(entry => entry.Name)
            .Order(StringComparer.Ordinal);
        var nearest = Suggestion.For(path, names.Select(name => folder + name));
        return new SharedFault("does not exist", nearest is null ? Add : $"did you mean {nearest}?");
    }

    public Problem At(SourcePosition where, string path) => new(where, $"the shared file {path} {What}", Fix);
}
