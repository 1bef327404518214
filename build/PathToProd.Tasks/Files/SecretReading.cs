namespace PathToProd.Tasks.Files;

/// <summary>How reading a secret ended.</summary>
internal abstract record SecretReading
{
    private SecretReading() { }

    /// <summary>The secret.</summary>
    /// <param name="Text">Never empty.</param>
    public sealed record Secret(string Text) : SecretReading
    {
        /// <summary>Nothing: a record that is printed prints what it holds.</summary>
        public override string ToString() => nameof(Secret);
    }

    /// <summary>There is none available.</summary>
    /// <param name="Why">What is wrong, to stand after the secret's name.</param>
    /// <param name="Fix">How to provide it.</param>
    public sealed record Nothing(string Why, string Fix) : SecretReading;
}
