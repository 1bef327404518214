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
        manifest = "";
        try
        {
            manifest = GivenFile.ReadText(Path.Combine(workspace.Root, ProductPin.File));
        }
        catch (FileNotFoundException)
        {
            // A platform without a pin, such as this repository's own.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(
                new Problem(
                    new SourcePosition(ProductPin.File),
                    $"it cannot be read: {exception.Message.TrimEnd('.')}",
                    "put a file in its place that this user may read"
                )
            );
        }

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
