namespace PathToProd.Facts.Signing;

/// <summary>What is known about a signature.</summary>
/// <param name="State">Whether somebody who may sign did sign.</param>
/// <param name="Signer">Who signed; null when nobody who may did.</param>
/// <param name="Wrong">Why it is not good, as <c>its signature is wrong: ...</c> would say it; null when it is, or when there is none.</param>
public sealed record SignatureCheck(SignatureState State, string? Signer = null, string? Wrong = null)
{
    /// <summary>Nobody signed.</summary>
    public static readonly SignatureCheck Missing = new(SignatureState.Missing);
}
