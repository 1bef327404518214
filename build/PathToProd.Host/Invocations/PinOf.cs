using PathToProd.Model.Product;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Host.Invocations;

/// <summary>What a platform pins, and whether that is what runs.</summary>
internal static class PinOf
{
    /// <summary>The pin; null when there is none.</summary>
    public static ProductPin? Read(Workspace workspace, List<Problem> problems, out string manifest)
    {
        var file = Path.Combine(workspace.Root, ProductPin.File);
        manifest = File.Exists(file) ? File.ReadAllText(file) : "";
        return manifest.Length == 0 ? null : ProductPin.Read(manifest, problems);
    }

    /// <summary>Says that another version runs. What is wrong with the file is for those to report who work with it.</summary>
    public static void SayMismatch(Workspace workspace, Messages messages)
    {
        if (PinMismatch.Text(Read(workspace, [], out _), ProductVersion.Current) is { } text)
        {
            messages.Say(text);
        }
    }
}
