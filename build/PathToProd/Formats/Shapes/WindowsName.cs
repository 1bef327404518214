namespace PathToProd.Formats.Shapes;

/// <summary>The names of devices, which no file or folder can have on Windows, with or without an ending.</summary>
/// <remarks>https://learn.microsoft.com/windows/win32/fileio/naming-a-file</remarks>
internal static class WindowsName
{
    /// <summary>Whether Windows takes a name for a device, so that no checkout there can hold it.</summary>
    public static bool IsDevice(string name) =>
        name.Split('.')[0].ToLowerInvariant() switch
        {
            "con" or "prn" or "aux" or "nul" => true,
            { Length: 4 } port => port[..3] is "com" or "lpt" && char.IsAsciiDigit(port[3]),
            _ => false,
        };
}
