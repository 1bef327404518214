using PathToProd.Formats.Shapes;

namespace PathToProd.Model.Promotions.Rules;

/// <summary>The key that names a monitor.</summary>
internal static class MonitorKey
{
    public static Key<string> Required(string doc) =>
        new("monitor", new TextShape<string>(TextFormats.Name), doc) { Fallback = "", RequiredAs = "monitor: NAME" };

    public static Key<string?> Optional(string doc) =>
        new("monitor", new TextShape<string>(TextFormats.Name)!, doc) { Fallback = null };
}
