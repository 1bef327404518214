namespace PathToProd.Facts.Monitoring;

/// <summary>An address as messages show it.</summary>
public static class ShownAddress
{
    /// <summary>Without what follows a question mark, which may hold a secret: <c>http://prometheus.example.com:9090/base</c>.</summary>
    public static string Of(Uri address) => address.GetLeftPart(UriPartial.Path).TrimEnd('/');
}
