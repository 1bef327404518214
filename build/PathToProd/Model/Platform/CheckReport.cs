using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Model.Platform;

/// <summary>Reports that everything was checked, and how much there was.</summary>
/// <param name="Components">How many components.</param>
/// <param name="Environments">How many environments.</param>
/// <param name="Sets">How many pinned version sets.</param>
public sealed record CheckReport(int Components, int Environments, int Sets)
{
    /// <summary>One line.</summary>
    public string Text()
    {
        var found = new List<string> { Prose.Count(Components, "component"), Prose.Count(Environments, "environment") };
        if (Sets > 0)
        {
            found.Add(Prose.Count(Sets, "version set"));
        }

        return $"{Prose.List(found)}: no problem found.\n";
    }

    /// <summary>The same for programs.</summary>
    public string Json() =>
        JsonReport.Write(new CheckDocument(Components, Environments, Sets), PlatformJson.Default.CheckDocument);
}
