using System.Globalization;
using Generator;

if (
    args is not [var folder, var number, .. var what]
    || !int.TryParse(number, CultureInfo.InvariantCulture, out var count)
)
{
    Console.Error.WriteLine(
        "usage: Generator FOLDER COMPONENTS, or Generator FOLDER LINES evidence, or Generator FOLDER ENVIRONMENTS path"
    );
    return 2;
}

if (what is ["evidence"])
{
    new GeneratedEvidence(Path.GetFullPath(folder), count).Write();
}
else if (what is ["path"])
{
    new GeneratedPath(Path.GetFullPath(folder), count, sets: 1000).Write();
}
else
{
    new GeneratedPlatform(Path.GetFullPath(folder), count).Write();
}

return 0;
