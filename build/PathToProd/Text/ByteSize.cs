using System.Globalization;

namespace PathToProd.Text;

/// <summary>Sizes as people read them.</summary>
public static class ByteSize
{
    private const int Step = 1000;

    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>Writes <c>950 B</c>, <c>1.2 kB</c>, <c>15 MB</c>: two digits at least, in steps of a thousand.</summary>
    public static string Text(long bytes)
    {
        var (size, unit) = ((decimal)bytes, 0);
        while (Math.Round(size, size < 10 ? 1 : 0) >= Step && unit < Units.Length - 1)
        {
            (size, unit) = (size / Step, unit + 1);
        }

        var digits = unit == 0 || size >= 9.95m ? "0" : "0.0";
        return $"{size.ToString(digits, CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}
