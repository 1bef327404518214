using System.Globalization;
using Generator;

if (args is not [var folder, var number] || !int.TryParse(number, CultureInfo.InvariantCulture, out var count))
{
    Console.Error.WriteLine("usage: Generator FOLDER COMPONENTS");
    return 2;
}

new GeneratedPlatform(Path.GetFullPath(folder), count).Write();
return 0;
