using System.Globalization;
using Generator;

if (
    args is not [var folder, var number, .. var what]
    || !int.TryParse(number, CultureInfo.InvariantCulture, out var count)
)
{
    Console.Error.WriteLine("usage: Generator FOLDER COMPONENTS, or Generator FOLDER LINES evidence");
    return 2;
}

if (what is ["evidence"])
{
    new GeneratedEvidence(Path.GetFullPath(folder), count).Write();
}
else
{
    new GeneratedPlatform(Path.GetFullPath(folder), count).Write();
}

return 0;
