package routes.accept.strip;

/**
 * Names that say that a field carries raw content or credentials, as application.properties documents them. A word covers every
 * name that it is a part of; names of several words are there for those that no word says alone, and for those that write them
 * together, as {@code matchedtext}.
 */
public final class DefaultNames {

    private static final String MATCHES =
            "value,values,default_value,old_value,new_value,raw_value,matched_value,original_value,match,"
                    + "matches,matched,match_text,match_value,match_content,matched_text,matched_content,matched_string,"
                    + "matched_bytes,raw,raw_text,raw_match,raw_payload,raw_content,raw_body,raw_data,raw_bytes,"
                    + "original,originals,original_text,original_content,sample,samples,evidence";

    private static final String TEXT =
            "content,contents,file_content,file_contents,payload,payloads,body,bodies,request_body,"
                    + "response_body,request_payload,response_payload,text,texts,full_text,plain_text,clear_text,"
                    + "surrounding_text,context_before,context_after,snippet,snippets,excerpt,excerpts,passage,passages,"
                    + "quote,quotes,fragment,fragments,chunk,chunks,highlight,highlights,attachment,attachments,blob,"
                    + "base64";

    /** What was taken out before, and given back. */
    private static final String RESTORED =
            "restored,restored_text,detokenized,detokenised,decrypted,decoded,unmasked,unredacted,"
                    + "redaction_map,placeholder_map,token_map";

    private static final String CONVERSATIONS =
            "prompt,prompts,user_prompt,system_prompt,completion,completions,messages,message_text,"
                    + "message_body,message_content,audit:message,chat,chats,transcript,transcripts,conversation,"
                    + "conversations,utterance,utterances,question,questions,answer,answers,query,queries,response,"
                    + "responses,reply,replies,instruction,instructions,reasoning,thought,thoughts,chain_of_thought";

    private static final String TOOLS =
            "input,inputs,user_input,output,outputs,args,arguments,kwargs,params,parameters,tool_args,"
                    + "tool_arguments,tool_input,tool_output,tool_result,tool_results,function_result,stdin,stdout,"
                    + "stderr,sql";

    private static final String CREDENTIALS =
            "secret,secrets,client_secret,password,passwords,passwd,pwd,passphrase,passcode,credential,"
                    + "credentials,credential_value,token,tokens,access_token,refresh_token,auth_token,id_token,"
                    + "session_token,bearer_token,jwt,bearer,authorization,auth_header,cookie,cookies,set_cookie,csrf,"
                    + "xsrf,otp,totp,pin,api_key,api_keys,access_key,account_key,encryption_key,hmac_key,master_key,"
                    + "private_key,secret_key,session_key,shared_key,signing_key,ssh_key,connection_string";

    private static final String PERSONS =
            "ssn,social_security,national_id,tax_id,passport,driver_license,drivers_license,iban,"
                    + "account_number,routing_number,credit_card,debit_card,card_number,card_no,cvv,cvc";

    public static final String FORBIDDEN =
            String.join(",", MATCHES, TEXT, RESTORED, CONVERSATIONS, TOOLS, CREDENTIALS, PERSONS);

    private DefaultNames() {}
}
