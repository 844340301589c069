namespace CloudNet.Web.SignIn;

/// <summary>
/// The person of an open page is no longer signed in, or no longer belongs to the tenant. Thrown by the reads of
/// <see cref="IControllerClient"/>, since an empty answer would say that there is nothing; the page goes to the sign-in.
/// </summary>
public sealed class SignedOutException() : Exception("Not signed in, or no longer a member of the tenant.");
