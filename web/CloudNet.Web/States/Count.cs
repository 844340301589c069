namespace CloudNet.Web.States;

/// <summary>Numbers with their noun.</summary>
public static class Count
{
    /// <summary>"1 host", "3 hosts".</summary>
    public static string Of(int number, string one) => number == 1 ? $"1 {one}" : $"{number:N0} {one}s";
}
